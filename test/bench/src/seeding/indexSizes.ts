// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';

/** What an index takes, on all partitions together. */
export interface IndexSize {
  readonly name: string;
  readonly bytesPerEvent: number;
}

/** All indexes of the audit log, the largest first. */
export async function indexSizes(
  knex: Knex,
  events: number,
): Promise<readonly IndexSize[]> {
  const { rows } = await knex.raw(
    `SELECT coalesce(whole.relname, part.relname) AS name, sum(pg_relation_size(part.oid)) AS bytes
     FROM pg_class part
     LEFT JOIN pg_inherits ON inhrelid = part.oid
     LEFT JOIN pg_class whole ON whole.oid = inhparent
     WHERE part.relkind = 'i' AND part.relname LIKE 'audit\\_%'
     GROUP BY 1 ORDER BY 2 DESC`,
  );
  return rows.map(({ name, bytes }: { name: string; bytes: string }) => ({
    name,
    bytesPerEvent: Number(bytes) / events,
  }));
}
