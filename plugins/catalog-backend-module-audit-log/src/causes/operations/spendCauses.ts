// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';

export async function spendCauses(
  transaction: Knex.Transaction,
  operationIds: readonly string[],
  now: number,
): Promise<void> {
  await transaction(TABLES.causes)
    .whereIn('operation_id', operationIds)
    .update({ spent_at: now });
}
