// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ARCHIVE_TABLES } from '../../../database/archiveTables';
import type { Dialect } from '../../../database/dialect';

/** A file whose events are on their way out of the live table, for as long as its row says so. */
export interface LeavingFile {
  readonly id: string;
  /** Narrows rows of files to those that say so. */
  isLeaving(rows: Knex.QueryBuilder): Knex.QueryBuilder;
}

/**
 * Whether the rows of files say that their events are leaving still; if so they do until the transaction ends. A process that was asleep
 * may find that another has finished what it was at, and that the events are there again, since somebody has restored them. To be asked
 * before anything else in the transaction: who restores begins with the row of the file as well.
 */
export async function lockLeaving(
  transaction: Knex.Transaction,
  dialect: Dialect,
  files: readonly LeavingFile[],
): Promise<boolean> {
  for (const { id, isLeaving } of files) {
    const rows = isLeaving(transaction(ARCHIVE_TABLES.files).where({ id }));
    const found =
      dialect.engine === 'postgres'
        ? (await rows.select('id').forShare()).length
        : // A transaction that begins by writing is the only one until it ends.
          await rows.update({ id });
    if (found === 0) {
      return false;
    }
  }
  return true;
}
