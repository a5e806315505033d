// SPDX-License-Identifier: Apache-2.0
import { ConflictError } from '@backstage/errors';
import { ARCHIVE_TABLES } from '../../../database/archiveTables';
import { SILENCE_MS } from '../../../database/operations/areEventsMoving';
import { createPartition } from '../../../database/operations/createPartition';
import { isErasingFiles } from '../../../database/operations/isErasingFiles';
import { lockErasures } from '../../../database/operations/lockErasures';
import { SEALING_TABLES } from '../../../database/sealingTables';
import { TABLES } from '../../../database/tables';
import type { SealedEvent } from '../../../query/AuditEventReader';
import type { ArchiveFile } from '../../files/ArchiveFile';
import { fileTitle } from '../../files/fileNames';
import { readFile } from '../../files/operations/readFiles';
import { DamagedFileError } from '../../format/DamagedFileError';
import { hashFile } from '../../format/hashFile';
import { inGroups } from '../inGroups';
import { insertRestored } from '../operations/insertRestored';
import { partitionsOf } from '../operations/partitions';
import { patiently } from '../patiently';
import type { WorkContext } from '../WorkContext';
import type { StepOptions } from '../StepOptions';

/** Restored in one transaction. */
const ROWS = 128;

/**
 * Copies the events of a file that is `archived` back into the live table, where they are until the given time. What a process that died
 * at it has left is completed, or taken away by the next run.
 */
export async function restoreFile(
  context: WorkContext,
  id: string,
  options: StepOptions & {
    readonly until: number;
    readonly restoredBy: string;
  },
): Promise<ArchiveFile> {
  const { knex, dialect, store, onStep } = context;
  const { until, restoredBy, signal } = options;
  await patiently(context, () => begin(context, id, restoredBy));
  const { file } = await readFile(knex, dialect, id);
  const isOurs = () =>
    knex(ARCHIVE_TABLES.files)
      .where({ id, state: 'archived', restored_by: restoredBy })
      .whereNull('restored_until')
      // An erasure does not wait for one that is taken for dead: what that one brings after it was asleep would be what was erased.
      .where(current =>
        current
          .where('started_at', '>=', knex.raw(dialect.timeFromNow(-SILENCE_MS)))
          .orWhereNotExists(
            knex(SEALING_TABLES.erasures)
              .select('id')
              .whereNull('live_ended_at')
              .orWhereRaw(
                `live_ended_at >= ${ARCHIVE_TABLES.files}.started_at`,
              ),
          ),
      );
  try {
    await onStep('restoring', file);
    const local = await store.open(file.name, signal);
    let isDamaged = false;
    try {
      const { sha256 } = await hashFile(local.path, signal);
      if (sha256 !== file.content!.sha256) {
        throw new DamagedFileError(
          `${file.name} is not what was written; put it back as it was before it is restored`,
        );
      }
      await ensurePartitions(context, file);
      let events = 0;
      const found = context.files.read(local.path, { signal });
      for await (const some of inGroups(found, ROWS)) {
        signal.throwIfAborted();
        await restoreSome(context, isOurs, some);
        events += some.length;
        const of = file.content!.events;
        options.progress({
          step: 'restoring',
          file: fileTitle(file),
          events,
          of,
        });
        await onStep('some-restored', file);
      }
    } catch (error: unknown) {
      isDamaged = error instanceof DamagedFileError;
      throw error;
    } finally {
      local.release(isDamaged);
    }
    await onStep('all-restored', file);
    const restored = await isOurs().update({
      restored_until: dialect.writeTime(until),
      started_at: knex.raw(dialect.timeFromNow(0)),
    });
    requireOurs(restored);
  } catch (error: unknown) {
    // It need not be waited for: the next run, or the next to restore it, goes on at once.
    await isOurs()
      .update({ started_at: dialect.writeTime(0) })
      .catch(() => {});
    throw error;
  }
  await onStep('restored', file);
  return (await readFile(knex, dialect, id)).file;
}

async function begin(
  { knex, dialect }: WorkContext,
  id: string,
  restoredBy: string,
): Promise<void> {
  await knex.transaction(async transaction => {
    await lockErasures(transaction, dialect);
    const begun = await transaction(ARCHIVE_TABLES.files)
      // With a statement it may be gone from the archive, and nobody has told yet.
      .where({ id, state: 'archived', restored_until: null, statement: null })
      .where(free =>
        free
          .whereNull('restored_by')
          .orWhere(
            'started_at',
            '<',
            transaction.raw(dialect.timeFromNow(-SILENCE_MS)),
          ),
      )
      .update({
        restored_by: restoredBy,
        started_at: transaction.raw(dialect.timeFromNow(0)),
      });
    if (begun !== 1) {
      const { file } = await readFile(transaction, dialect, id);
      throw new ConflictError(
        file.state === 'archived'
          ? `${file.name} is restored already, or is on its way in or out of the live table, or out of the archive`
          : `${file.name} is ${file.state}; only what is archived can be restored`,
      );
    }
    if (await isErasingFiles(transaction)) {
      throw new ConflictError(
        'Something is being erased; restore once that is done',
      );
    }
  });
}

async function restoreSome(
  { knex, dialect }: WorkContext,
  isOurs: () => { toSQL(): unknown } & ReturnType<
    WorkContext['knex']['queryBuilder']
  >,
  events: readonly SealedEvent[],
): Promise<void> {
  await knex.transaction(async transaction => {
    // A sign of life, and the lock that keeps out a run that takes this one for dead.
    requireOurs(
      await isOurs()
        .transacting(transaction)
        .update({ started_at: transaction.raw(dialect.timeFromNow(0)) }),
    );
    await insertRestored(transaction, dialect, events);
  });
}

function requireOurs(changed: number): void {
  if (changed !== 1) {
    throw new ConflictError(
      'The restoration took too long, and was taken back by a run of retention: begin it again',
    );
  }
}

/** Where partitions are gone, they are made again; where one cannot be, its events go into the default one. */
async function ensurePartitions(
  { knex, dialect, logger }: WorkContext,
  { period }: ArchiveFile,
): Promise<void> {
  if (
    dialect.engine !== 'postgres' ||
    (await partitionsOf(knex, dialect, period)).length > 0
  ) {
    return;
  }
  for (const table of [TABLES.events, TABLES.refs] as const) {
    try {
      await createPartition(knex, table, period);
    } catch (error: unknown) {
      logger.info(
        `The partition of ${table} for ${period.name} could not be made again; what is restored goes into the default one`,
        { cause: String(error) },
      );
    }
  }
}
