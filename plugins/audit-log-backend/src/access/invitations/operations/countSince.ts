// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ACCESS_TABLES } from '../../../database/accessTables';
import type { Dialect } from '../../../database/dialect';

/** How many invitations were made since a time, and when the first of these. */
export async function countSince(
  knex: Knex,
  dialect: Dialect,
  since: number,
): Promise<{ readonly count: number; readonly first?: number }> {
  const [{ count, first }] = await knex(ACCESS_TABLES.invitations)
    .where('created_at', '>', dialect.writeTime(since))
    .count({ count: '*' })
    .min({ first: 'created_at' });
  return {
    count: Number(count),
    ...(first !== null && { first: dialect.readTime(first) }),
  };
}
