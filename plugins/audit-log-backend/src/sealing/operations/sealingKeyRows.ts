// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import {
  SEALING_TABLES,
  type SealingKeyRow,
} from '../../database/sealingTables';

/** Notes public keys, so that it can be said later which keys were used. Those that are there stay as they are. */
export async function noteSealingKeys(
  knex: Knex,
  dialect: Dialect,
  verifiers: readonly string[],
): Promise<void> {
  if (verifiers.length > 0) {
    await knex(SEALING_TABLES.keys)
      .insert(
        verifiers.map(verifier => ({
          verifier,
          first_used_at: knex.raw(dialect.timeFromNow(0)),
        })),
      )
      .onConflict('verifier')
      .ignore();
  }
}

/** The public keys that were ever used, the latest first. To be believed no more than the rest of the database. */
export async function readSealingKeys(knex: Knex): Promise<readonly string[]> {
  const rows = await knex<SealingKeyRow>(SEALING_TABLES.keys)
    .orderBy('first_used_at', 'desc')
    .limit(1000)
    .select('verifier');
  return rows.map(({ verifier }) => verifier);
}
