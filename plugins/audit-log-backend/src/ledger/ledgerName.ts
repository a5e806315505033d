// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { sharedSecret } from '../query/operations/sharedSecret';

/**
 * What tells this database's ledger from all others: events that a process of another portal has left on the same machine
 * belong to another one.
 */
export async function ledgerName(knex: Knex): Promise<string> {
  const secret = await sharedSecret(knex, 'journal');
  return createHash('sha256').update(secret).digest('hex').slice(0, 16);
}
