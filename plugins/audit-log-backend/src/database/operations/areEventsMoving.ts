// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ARCHIVE_TABLES, type ArchiveFileRow } from '../archiveTables';
import type { Dialect } from '../dialect';

/** A restoration without a sign of life for so long has died with its process. */
export const SILENCE_MS = 60_000;

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
