// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';
import { OvertakenError } from '../OvertakenError';

/**
 * Makes sure that nobody else has written since this version, and that nobody does until the transaction ends. On
 * PostgreSQL, whoever is second waits here for the first, and then finds the version gone.
 */
export async function moveVersion(
  transaction: Knex.Transaction,
  version: number,
): Promise<void> {
  const moved = await transaction(TABLES.watch)
    .where({ id: 1, version })
    .update({ version: version + 1 });
  if (moved !== 1) {
    throw new OvertakenError();
  }
}
