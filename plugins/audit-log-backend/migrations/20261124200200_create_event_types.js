// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Creates what is kept of event types: what plugins have declared that they record, and how often an event was not as its
 * plugin had declared it.
 *
 * The tables grow with the plugins of a portal and with their event types, not with the events: on Citus they stay whole, on
 * every node.
 *
 * ## Cost
 *
 * Creates two empty tables on either engine, takes milliseconds and locks nothing else. They hold a row for each plugin
 * that declares, some kilobytes long, and one for each event type whose events were not as declared.
 *
 * ## By hand
 *
 * Nothing to do before deploying. `down` forgets what was declared until the plugins start again, and the counts. The
 * events and their marks stay as they are.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  const postgres = knex.client.config.client.includes('pg');

  /**
   * Milliseconds since 1970 on SQLite, which has no type for times.
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const time = (table, name) =>
    postgres
      ? table.specificType(name, 'timestamptz(3)')
      : table.bigInteger(name);

  await knex.schema.createTable('registry_declarations', table => {
    table.comment('What plugins have declared that they record, the last time');
    table.text('plugin').primary().comment('Id of the plugin');
    table.text('types').notNullable().comment('JSON array of what it declared');
    table
      .text('digest')
      .notNullable()
      .comment('SHA-256 of types, by which processes see that it is another');
    time(table, 'declared_at').notNullable();
  });

  await knex.schema.createTable('registry_mismatches', table => {
    table.comment('Events whose meta was not as their plugin had declared it');
    table.text('action').notNullable().comment('As it was declared');
    table
      .text('schema')
      .notNullable()
      .comment('SHA-256 of the schema: with another one, counting begins anew');
    table.text('plugin').notNullable();
    table.bigInteger('events').notNullable().comment('How many');
    time(table, 'last_seen').notNullable();
    table.text('event_id').notNullable().comment('The last one');
    table
      .text('pointer')
      .notNullable()
      .comment('JSON Pointer into its meta, of what was not as declared');
    table.text('message').notNullable().comment('What it should have been');
    table.primary(['action', 'schema']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTableIfExists('registry_mismatches');
  await knex.schema.dropTableIfExists('registry_declarations');
};
