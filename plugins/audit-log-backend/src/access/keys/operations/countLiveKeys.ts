// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ACCESS_TABLES } from '../../../database/accessTables';

/** How many keys are not revoked. */
export async function countLiveKeys(knex: Knex): Promise<number> {
  const [{ count }] = await knex(ACCESS_TABLES.ingestionKeys)
    .whereNull('revoked_at')
    .count({ count: '*' });
  return Number(count);
}
