// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES } from '../../database/tables';
import type { Watch } from './readWatch';

export async function updateWatch(
  transaction: Knex.Transaction,
  changes: Partial<Omit<Watch, 'version'>>,
): Promise<void> {
  const columns = {
    first_look_at: changes.firstLookAt,
    baseline_at: changes.baselineAt,
    rebuild_since: changes.rebuildSince,
    resting_entities: changes.restingEntities,
  };
  const given = Object.entries(columns).filter(
    ([, value]) => value !== undefined,
  );
  if (given.length > 0) {
    await transaction(TABLES.watch)
      .where({ id: 1 })
      .update(Object.fromEntries(given));
  }
}
