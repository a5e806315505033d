// SPDX-License-Identifier: Apache-2.0
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import { openDatabase } from '../openDatabase';
import type { SeededLedger } from '../seeding/seedLedger';

/** What an event takes in the live tables that it leaves when it is archived, with their indexes. */
export async function liveBytesPerEvent(seeded: SeededLedger): Promise<number> {
  const knex = openDatabase(seeded.connectionString);
  try {
    const { rows } = await knex.raw(
      `SELECT sum(pg_total_relation_size(relid)) AS bytes
       FROM unnest(?::text[]) name, pg_partition_tree(name::regclass)`,
      [[TABLES.events, TABLES.refs]],
    );
    return Number(rows[0].bytes) / seeded.events;
  } finally {
    await knex.destroy();
  }
}
