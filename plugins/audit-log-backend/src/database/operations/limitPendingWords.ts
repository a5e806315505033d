// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';

/** In kB. PostgreSQL's own default is 4 MB. */
const MOST_PENDING = 1024;

/**
 * Has the index over the words of a new partition sort new words in when they have come to 1 MB: a search by text looks through
 * all that are not, one by one. A partitioned index cannot say so for its partitions; those that were there before were told
 * by a migration.
 */
export async function limitPendingWords(
  transaction: Knex.Transaction,
  partition: string,
): Promise<void> {
  const { rows } = await transaction.raw(
    `SELECT i.indexrelid::regclass AS name FROM pg_index i
     JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
     WHERE i.indrelid = ?::regclass AND a.amname = 'gin'`,
    [partition],
  );
  for (const { name } of rows) {
    await transaction.raw(
      `ALTER INDEX ${name} SET (gin_pending_list_limit = ${MOST_PENDING})`,
    );
  }
}
