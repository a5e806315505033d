// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { insertInGroups } from '../../database/insertInGroups';
import { TABLES } from '../../database/tables';
import type { OutboxItem } from '../OutboxItem';

/**
 * Adds what is to be recorded, in this order. MUST be in a transaction that has moved the version of the watch: so there
 * is one at a time, and the numbers are in the order of the commits.
 */
export async function insertItems(
  transaction: Knex.Transaction,
  items: readonly OutboxItem[],
): Promise<void> {
  await insertInGroups(
    transaction,
    TABLES.outbox,
    items.map(({ kind, body }) => ({ kind, body: JSON.stringify(body) })),
  );
}
