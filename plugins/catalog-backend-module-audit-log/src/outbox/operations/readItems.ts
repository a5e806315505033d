// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { type OutboxRow, TABLES } from '../../database/tables';
import type { WaitingItem } from '../OutboxItem';

/** What has waited longest, in order: so many items, or fewer once they are together larger than so many bytes. */
export async function readItems(
  knex: Knex,
  limits: { readonly items: number; readonly bytes: number },
): Promise<readonly WaitingItem[]> {
  const sizes: { number: number | string; size: number | string }[] =
    await knex(TABLES.outbox)
      .orderBy('number')
      .limit(limits.items)
      .select('number', knex.raw('octet_length(body) AS size'));
  let bytes = 0;
  const fitting = sizes.filter(({ size }, index) => {
    bytes += Number(size);
    return index === 0 || bytes <= limits.bytes;
  });
  const rows: OutboxRow[] = await knex(TABLES.outbox)
    .whereIn(
      'number',
      fitting.map(({ number }) => number),
    )
    .orderBy('number');
  return rows.map(
    ({ number, kind, body }) =>
      ({ number: Number(number), kind, body: JSON.parse(body) } as WaitingItem),
  );
}
