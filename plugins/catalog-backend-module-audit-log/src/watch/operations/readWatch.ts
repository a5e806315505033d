// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES, type WatchRow } from '../../database/tables';

/** How far the watching of the catalog has come. */
export interface Watch {
  readonly version: number;
  readonly firstLookAt: number | null;
  /** Since when changes are reported. */
  readonly baselineAt: number | null;
  readonly rebuildSince: number | null;
  readonly restingEntities: number | null;
}

export async function readWatch(knex: Knex): Promise<Watch> {
  const [row]: WatchRow[] = await knex(TABLES.watch).where({ id: 1 });
  const time = (value: WatchRow['version'] | null) =>
    value === null ? null : Number(value);
  return {
    version: Number(row.version),
    firstLookAt: time(row.first_look_at),
    baselineAt: time(row.baseline_at),
    rebuildSince: time(row.rebuild_since),
    restingEntities: time(row.resting_entities),
  };
}
