// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';

/** How many entities are known of each kind, those that are missing for a moment among them. */
export async function countByKind(
  knex: Knex,
): Promise<Readonly<Record<string, number>>> {
  const rows: { kind: string; count: number | string }[] = await knex(
    TABLES.entities,
  )
    .groupBy('kind')
    .orderBy('kind')
    .select('kind')
    .count({ count: '*' });
  return Object.fromEntries(
    rows.map(({ kind, count }) => [kind, Number(count)]),
  );
}
