// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import {
  ARCHIVE_TABLES,
  type ArchiveFileRow,
} from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';
import {
  SEALING_TABLES,
  type ErasureRow,
} from '../../../database/sealingTables';
import type { StoredTime } from '../../../database/tables';

/** A restoration without a sign of life for so long has died with its process. */
export const SILENCE_MS = 60_000;

/** none: since a time nothing was erased; running: something is being erased now; ended: something was, after that time. */
export type ErasedSince = 'none' | 'running' | 'ended';

/** Whether something of the live table was erased since a time, on the database's clock. */
export async function erasedSince(
  knex: Knex,
  since: StoredTime,
): Promise<ErasedSince> {
  const found = await knex<ErasureRow>(SEALING_TABLES.erasures)
    .where(either =>
      either.whereNull('ended_at').orWhere('ended_at', '>=', since),
    )
    // One that is under way comes first.
    .orderByRaw('CASE WHEN ended_at IS NULL THEN 0 ELSE 1 END')
    .first('ended_at');
  if (!found) {
    return 'none';
  }
  return found.ended_at === null ? 'running' : 'ended';
}

/**
 * Holds up erasures that begin, until the transaction ends. With it an erasure that a file knows nothing of and events that leave the
 * live table by that file exclude each other: whichever is on record first goes first.
 */
export async function lockErasures(
  transaction: Knex.Transaction,
  dialect: Dialect,
): Promise<void> {
  if (dialect.engine === 'postgres') {
    await transaction.raw(`SET LOCAL lock_timeout = '2s'`);
    await transaction.raw(
      `LOCK TABLE ${SEALING_TABLES.erasures} IN SHARE MODE`,
    );
  } else {
    // A transaction that begins by writing is the only one until it ends.
    await transaction<ErasureRow>(SEALING_TABLES.erasures)
      .whereRaw('FALSE')
      .delete();
  }
}

/**
 * Whether events are on their way out of the live table or back into it: what is erased of them now would be undone by the file. An
 * erasure that has begun waits until they are there; none begins to go after it has.
 */
export async function areEventsMoving(
  knex: Knex,
  dialect: Dialect,
): Promise<boolean> {
  const found = await knex<ArchiveFileRow>(ARCHIVE_TABLES.files)
    .where(leaving =>
      leaving.where({ state: 'checked' }).whereNotNull('archived_at'),
    )
    .orWhere(returning =>
      returning
        .where({ state: 'archived', restored_by: null })
        .whereNotNull('restored_until'),
    )
    .orWhere(restoring =>
      restoring
        .where({ state: 'archived', restored_until: null })
        .whereNotNull('restored_by')
        .where('started_at', '>=', knex.raw(dialect.timeFromNow(-SILENCE_MS))),
    )
    .first('id');
  return found !== undefined;
}
