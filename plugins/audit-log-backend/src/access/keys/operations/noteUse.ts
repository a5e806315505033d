// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ACCESS_TABLES } from '../../../database/accessTables';
import type { Dialect } from '../../../database/dialect';

export interface KeyUse {
  readonly keyId: string;
  /** Whether its token was that of before the last rotation. */
  readonly previous: boolean;
  readonly at: number;
}

/** Writes when a key was used, where that is later than what is known. */
export async function noteUse(
  knex: Knex,
  dialect: Dialect,
  { keyId, previous, at }: KeyUse,
): Promise<void> {
  const time = dialect.writeTime(at);
  const columns = ['last_used_at', ...(previous ? ['previous_used_at'] : [])];
  await knex(ACCESS_TABLES.ingestionKeys)
    .where({ id: keyId })
    .where(earlier => {
      for (const column of columns) {
        earlier.orWhereNull(column).orWhere(column, '<', time);
      }
    })
    .update(Object.fromEntries(columns.map(column => [column, time])));
}
