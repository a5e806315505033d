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
import { requireAllLive } from '../requireAllLive';
import {
  foreign,
  hashInStore,
  localPath,
  putOwn,
  putText,
} from '../putIntoArchive';
import type { StepOptions } from '../StepOptions';
import { WaitingError } from '../WaitingError';
import { writeLocally } from '../writeLocally';
import type { WorkContext } from '../WorkContext';
import {
  noteFile,
  notedIn,
  supersededBy,
  supersededIn,
  unlessTakenOver,
  type NotedFile,
} from './notedFile';

/**
 * Writes a file that is `writing`, puts it into the archive with its manifest, and makes it `written`. Resolves to whether there is
 * one: false where there was no event for it, or another process got on with it.
 *
 * What the file will be is noted in its row before it is put into the archive. A process that died behind that has left a file
 * whose hash is known, and it is taken as it is. One that was noted earlier, and put by a process that was only slow, gives way to
 * what is written anew. Any other file of its name is not ours, and nothing is done.
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
  const noted = notedIn(row);
  const ours = supersededBy(row);
  if ((await store.size(file.name)) !== undefined) {
    const hash = await hashInStore(context, file.name, options.signal);
    if (!ours.some(({ events }) => events === hash)) {
      throw foreign(context, file.name);
    }
    if (erased === 'none' && row.sha256 === hash && noted) {
      return putManifest(context, file, noted, {
        ...options,
        superseded: supersededIn(row),
      });
    }
    // It has what was erased since, or another took its place. All of it is live: nothing is taken away of which there is no other copy.
    await requireAllLive(context, selection, file, options);
    await sleep(context.graceMs, undefined, { signal: options.signal });
    await store.remove(file.name);
  }
  const manifestName = fileNames(file).manifest;
  if ((await store.size(manifestName)) !== undefined) {
    const hash = await hashInStore(context, manifestName, options.signal);
    if (!ours.some(({ manifest }) => manifest === hash)) {
      throw foreign(context, manifestName);
    }
    await store.remove(manifestName);
  }
  return writeAnew(context, stored, selection, options);
}

async function writeAnew(
  context: WorkContext,
  stored: StoredFile,
  selection: Selection,
  options: StepOptions,
): Promise<boolean> {
  const { knex, dialect, onStep } = context;
  const { file } = stored;
  const { id } = file;
  const begun = await advanceFile(
    knex,
    id,
    { state: 'writing', sha256: stored.row.sha256 },
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
      await knex(ARCHIVE_TABLES.files)
        .where({ id, state: 'writing', sha256: null })
        .delete();
      return false;
    }
    await onStep('written-locally', file);
    if (!(await noteFile(context, row, written))) {
      return false;
    }
    await onStep('noted', file);
    const noted = notedIn(written)!;
    const superseded = supersededBy(row);
    const isPut = await unlessTakenOver(context, file, noted, () =>
      putOwn(
        context,
        file.name,
        local,
        superseded.map(one => one.events),
      ),
    );
    if (!isPut) {
      return false;
    }
    await onStep('file-put', file);
    return await putManifest(context, file, noted, {
      ...options,
      superseded,
    });
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
  noted: NotedFile,
  {
    signal,
    superseded,
  }: StepOptions & { readonly superseded: ReturnType<typeof supersededIn> },
): Promise<boolean> {
  signal.throwIfAborted();
  const { knex, onStep } = context;
  const isPut = await unlessTakenOver(context, file, noted, () =>
    putText(
      context,
      file,
      fileNames(file).manifest,
      noted.manifest,
      superseded.map(one => one.manifest),
    ),
  );
  const isWritten =
    isPut &&
    (await advanceFile(
      knex,
      file.id,
      {
        state: 'writing',
        sha256: noted.hashes.events,
        manifest: noted.manifest,
      },
      { state: 'written' },
    ));
  if (isWritten) {
    await onStep('written', file);
  }
  return isWritten;
}
