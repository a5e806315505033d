// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { SealedEvent } from '../../../query/AuditEventReader';
import type { ArchiveFile } from '../../files/ArchiveFile';
import { fileNames, successorName } from '../../files/fileNames';
import { changeLeftovers } from '../../files/operations/changeLeftovers';
import type { StoredFile } from '../../files/operations/readFiles';
import { RangeSet } from '../../files/RangeSet';
import { DamagedFileError } from '../../format/DamagedFileError';
import type { FileErasureRequest } from '../ArchiveErasure';
import { checkEvents } from '../checkEvents';
import { localPath, putOwn, putText } from '../putIntoArchive';
import { readText } from '../readText';
import type { WorkContext } from '../WorkContext';
import {
  isStill,
  removeRefused,
  replaceFile,
  type Successor,
} from './replaceFile';
import { writeLocally } from '../writeLocally';

const ADVICE =
  'It does not take the place of the one before, and is written again';

/**
 * Writes an `archived` file anew without what is to be erased of its events, and puts it in the place of the one before:
 *
 * 1. the new file, which has a name of its own, is noted with the file before it is put into the archive;
 * 2. it is put there, with its manifest, read back, and compared with what was sealed and with what was asked for;
 * 3. in one transaction it becomes the file, the one before becomes what is left of it, and the events are counted.
 *
 * So there is no moment at which what readers are told of is not there, and nothing in the archive that is not noted. Resolves to false
 * where somebody else changed the file meanwhile.
 */
export async function rewriteFile(
  context: WorkContext,
  { file, row }: StoredFile,
  path: string,
  request: FileErasureRequest,
): Promise<boolean> {
  const local = await localPath(context, ownId(file, request));
  try {
    const by = await write(context, file, {
      ...request,
      from: path,
      to: local,
    });
    if (!(await note(context, { file, row }, by.successor, request))) {
      return false;
    }
    await context.onStep('erasing', by.successor);
    try {
      await put(context, by, local, request);
      await check(context, by, request);
    } catch (error: unknown) {
      await removeRefused(context, by.successor);
      // Where another process has gone on with the erasure, that is why.
      await context.knex.transaction(async transaction =>
        request.onErased(transaction, 0),
      );
      throw error;
    }
    return await replaceFile(context, { file, row }, by, request);
  } finally {
    await rm(local, { force: true });
  }
}

/** A file at a path of this machine. */
async function write(
  context: WorkContext,
  file: ArchiveFile,
  options: FileErasureRequest & { readonly from: string; readonly to: string },
): Promise<Successor> {
  const { erase, from, to, signal } = options;
  const name = successorName(file, randomBytes(6).toString('hex'));
  const count = { events: 0 };
  async function* rest(): AsyncGenerator<readonly SealedEvent[]> {
    for await (const some of context.files.read(from, { signal })) {
      yield some.map(event => {
        const erased = erase(event);
        count.events += erased ? 1 : 0;
        return erased ?? event;
      });
    }
  }
  const written = await writeLocally(context, { ...file, name }, rest(), {
    path: to,
    signal,
    progress: () => {},
  });
  const successor = { ...file, name, content: written?.content };
  requireSameEvents(file, successor);
  return { successor, manifest: written!.manifest, ...count };
}

/** False where the file is another by now. */
async function note(
  { knex }: WorkContext,
  { file, row }: StoredFile,
  { name }: ArchiveFile,
  { id, onErased }: FileErasureRequest,
): Promise<boolean> {
  return knex.transaction(async transaction => {
    await onErased(transaction, 0);
    return changeLeftovers(transaction, file.id, (now, leftovers) =>
      isStill(now, row)
        ? { leftovers: [...leftovers, { name, erasure: id }] }
        : undefined,
    );
  });
}

async function put(
  context: WorkContext,
  { successor, manifest }: Successor,
  path: string,
  request: FileErasureRequest,
): Promise<void> {
  await putOwn(context, successor.name, path);
  await context.onStep('rewritten', successor);
  const name = fileNames(successor).manifest;
  await putText(
    context,
    { id: `${ownId(successor, request).id}-manifest` },
    name,
    manifest,
  );
}

/** What its files on this machine are called by, which are not those of a run of retention. */
function ownId(
  file: Pick<ArchiveFile, 'id'>,
  { id }: Pick<FileErasureRequest, 'id'>,
): { readonly id: string } {
  return { id: `${id}-${file.id}` };
}

function requireSameEvents(file: ArchiveFile, successor: ArchiveFile): void {
  const [before, after] = [file, successor].map(({ content }) =>
    RangeSet.of(content?.sequences ?? []),
  );
  if (!before.equals(after)) {
    throw new DamagedFileError(
      `${file.name} has other events than its manifest says: put it back as it was, and it is erased from then`,
    );
  }
}

/** What is in the archive now. */
async function check(
  context: WorkContext,
  { successor, manifest }: Successor,
  { erase, signal }: FileErasureRequest,
): Promise<void> {
  const name = fileNames(successor).manifest;
  if ((await readText(context.store, name, signal)) !== manifest) {
    throw new DamagedFileError(
      `${name} was read back and is not what was written. ${ADVICE}`,
    );
  }
  await checkEvents(
    context,
    { file: successor, manifest },
    {
      signal,
      progress: () => {},
      advice: ADVICE,
      wrongWith: event =>
        erase(event)
          ? `its event ${event.event.sequence} has what was to be erased`
          : undefined,
    },
  );
}
