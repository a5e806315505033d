// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';

const TABLE = 'demonstration_data';

/**
 * True for one caller ever, among all the replicas of a database: whose row it is writes the data. Should that one stop
 * half-way, the rest stays unwritten, which is no loss, for none of it happened.
 */
export async function claimDemonstration(knex: Knex): Promise<boolean> {
  await createTable(knex);
  const claimed = await knex(TABLE)
    .insert({ id: 1, written_at: new Date().toISOString() })
    .onConflict('id')
    .ignore()
    .returning('id');
  return claimed.length === 1;
}

async function createTable(knex: Knex): Promise<void> {
  if (await knex.schema.hasTable(TABLE)) {
    return;
  }
  try {
    await knex.schema.createTable(TABLE, table => {
      table.integer('id').primary();
      table.string('written_at').notNullable();
    });
  } catch (error) {
    // Of several replicas that start at once, one creates it.
    if (!(await knex.schema.hasTable(TABLE))) {
      throw error;
    }
  }
}
