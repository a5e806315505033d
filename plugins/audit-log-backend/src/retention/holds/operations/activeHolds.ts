// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { ARCHIVE_TABLES, type HoldRow } from '../../../database/archiveTables';

/** The ids of the holds that hold. */
export async function activeHolds(knex: Knex): Promise<ReadonlySet<string>> {
  const ids: string[] = await knex<HoldRow>(ARCHIVE_TABLES.holds)
    .whereNull('released_at')
    .pluck('id');
  return new Set(ids);
}
