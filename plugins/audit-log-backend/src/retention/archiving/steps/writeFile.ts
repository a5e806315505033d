// SPDX-License-Identifier: Apache-2.0
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ARCHIVE_TABLES } from '../../../database/archiveTables';
import { sealedEventFromRow } from '../../../database/eventFromRow';
import { erasedSince } from '../../../database/operations/erasedSince';
import type { SealedEvent } from '../../../query/AuditEventReader';
import type { ArchiveFile } from '../../files/ArchiveFile';
import { fileNames } from '../../files/fileNames';
import { advanceFile } from '../../files/operations/advanceFile';
import { readFile, type StoredFile } from '../../files/operations/readFiles';
import { liveRows, type Selection } from '../liveEvents';
import { readText } from '../readText';
import { requireAllLive } from '../requireAllLive';
import {
  foreign,
  hashInStore,
  localPath,
  putOwn,
  putText,
} from '../putIntoArchive';
import { ErasedSinceError, settled } from '../settled';
import type { StepOptions } from '../StepOptions';
import { WaitingError } from '../WaitingError';
import { writeLocally } from '../writeLocally';
import type { WorkContext } from '../WorkContext';

/**
 * Writes a file that is `writing`, puts it into the archive with its manifest, and makes it `written`. Resolves to whether there is
 * one: false where there was no event for it, or another process got on with it.
 *
 * What the file will be is noted in its row before it is put into the archive. A process that died behind that has left a file
 * whose hash is known, and it is taken as it is; any other file of its name is not ours, and nothing is done.
 */
export async function writeFile(
  context: WorkContext,
  stored: StoredFile,
  selection: Selection,
  options: StepOptions,
): Promise<boolean> {
  const { knex, store } = context;
  const { file, row } = stored;
  const erased = await erasedSince(knex, row.started_at);
  if (erased === 'running') {
    throw new WaitingError(
      'Something is being erased from the live table; it is archived once that is done',
    );
  }
  if ((await store.size(file.name)) !== undefined) {
    const isOurs =
      row.sha256 !== null &&
      (await hashInStore(context, file.name, options.signal)) === row.sha256;
    if (!isOurs) {
      throw foreign(context, file.name);
    }
    if (erased === 'none' && row.manifest !== null) {
      return putManifest(context, file, row.manifest, options);
    }
    // It has what was erased since. All of it is live: nothing is taken away of which there is no other copy.
    await requireAllLive(context, selection, file, options);
    await sleep(context.graceMs, undefined, { signal: options.signal });
    await store.remove(file.name);
  }
  const manifestName = fileNames(file).manifest;
  if ((await store.size(manifestName)) !== undefined) {
    const text = await readText(store, manifestName, options.signal);
    if (text !== row.manifest) {
      throw foreign(context, manifestName);
    }
    await store.remove(manifestName);
  }
  return writeAnew(context, file, selection, options);
}

async function writeAnew(
  context: WorkContext,
  file: ArchiveFile,
  selection: Selection,
  options: StepOptions,
): Promise<boolean> {
  const { knex, dialect, onStep } = context;
  const { id } = file;
  const begun = await advanceFile(
    knex,
    id,
    { state: 'writing' },
    { sha256: null, started_at: knex.raw(dialect.timeFromNow(0)) },
  );
  if (!begun) {
    return false;
  }
  const { row } = await readFile(knex, dialect, id);
  await onStep('begun', file);
  const local = await localPath(context, file);
  try {
    const written = await writeLocally(
      context,
      file,
      eventsOf(context, selection, options.signal),
      { ...options, path: local },
    );
    if (!written) {
      await knex(ARCHIVE_TABLES.files).where({ id, state: 'writing' }).delete();
      return false;
    }
    await onStep('written-locally', file);
    const { content, manifest } = written;
    const { sequences } = content;
    // What is noted an erasure knows of; what it would not know of is written again.
    const noted = await settled(context, row, transaction =>
      advanceFile(
        transaction,
        id,
        { state: 'writing', sha256: null },
        {
          sha256: content.sha256,
          manifest,
          events: content.events,
          bytes: content.bytes,
          occurred_from: dialect.writeTime(content.occurredFrom),
          occurred_to: dialect.writeTime(content.occurredTo),
          first_sequence: sequences[0][0],
          last_sequence: sequences[sequences.length - 1][1] - 1,
        },
      ),
    ).catch((error: unknown) => {
      if (error instanceof ErasedSinceError) {
        return false;
      }
      throw error;
    });
    if (!noted) {
      return false;
    }
    await onStep('noted', file);
    await putOwn(context, file.name, local);
    await onStep('file-put', file);
    return await putManifest(context, file, manifest, options);
  } finally {
    await rm(local, { force: true });
  }
}

/** The selected events of the live table. */
async function* eventsOf(
  context: WorkContext,
  selection: Selection,
  signal: AbortSignal,
): AsyncGenerator<readonly SealedEvent[]> {
  for await (const rows of liveRows(context, selection, signal)) {
    yield rows.map(row => sealedEventFromRow(row, context.dialect));
  }
}

async function putManifest(
  context: WorkContext,
  file: ArchiveFile,
  manifest: string,
  { signal }: StepOptions,
): Promise<boolean> {
  signal.throwIfAborted();
  await putText(context, file, fileNames(file).manifest, manifest);
  const { knex, onStep } = context;
  const { row } = await readFile(knex, context.dialect, file.id);
  const isWritten = await advanceFile(
    knex,
    file.id,
    { state: 'writing', sha256: row.sha256 },
    { state: 'written' },
  );
  if (isWritten) {
    await onStep('written', file);
  }
  return isWritten;
}
