// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Creates what is kept of events that are reported over HTTP: which ids were received, so that an event that is sent again
 * is not recorded again, and what could not be recorded, for administrators to see.
 *
 * An id is claimed before its event is appended to the ledger, and the claim is confirmed in the transaction that appends
 * it. So a claim that is not confirmed says that nothing was recorded, whatever became of the process that made it, and
 * another one may take it over, under another event id.
 *
 * ## Cost
 *
 * Creates empty tables on either engine, takes milliseconds and locks nothing else. A received event takes some 150 bytes in
 * the first, its index included, for as long as the event itself is kept: the time in `event_id` is the event's. Nothing
 * but the key is indexed, so that receiving costs one look-up more and no other.
 *
 * On Citus both are distributed by their key, of which each is the only unique one: `received_key` and `id`.
 *
 * ## By hand
 *
 * Nothing to do before deploying. `down` forgets what was received, after which an event that is sent again is recorded
 * again, and deletes what is in quarantine; what was recorded stays.
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

  await knex.schema.createTable('ingestion_received', table => {
    table.comment('Events that were reported over HTTP, each once');
    table
      .text('received_key')
      .primary()
      .comment('SHA-256 of where it came from and its id there, in base64url');
    table
      .uuid('event_id')
      .notNullable()
      .comment(
        'Of the event that is recorded of it; another one when the claim is taken over',
      );
    time(table, 'claimed_at').notNullable();
    time(table, 'confirmed_at')
      .nullable()
      .comment('Null until the event is committed');
  });

  await knex.schema.createTable('ingestion_quarantine', table => {
    table.comment(
      'Events that were reported over HTTP and could not be recorded',
    );
    table
      .uuid('id')
      .primary()
      .comment(
        'UUIDv8 made of who sent it and what was sent: the same is kept once',
      );
    table.text('emitter').notNullable().comment('key: or plugin:, and an id');
    table.text('emitter_name').nullable().comment('Of a key, at the time');
    table.text('reason').notNullable();
    table.text('message').notNullable();
    table
      .text('source')
      .nullable()
      .comment('As sent, cut at 512 characters; null if it was no text');
    table.text('source_id').nullable().comment('Its id as sent');
    table.text('type').nullable().comment('Its type or action as sent');
    table
      .text('content')
      .notNullable()
      .comment('JSON of what was sent, redacted and bounded');
    time(table, 'received_at').notNullable().comment('For the first time');
    time(table, 'last_received_at').notNullable();
    table.integer('times').notNullable().comment('How often the same was sent');
    table.index(['received_at', 'id'], 'ingestion_quarantine_feed_idx');
    for (const column of ['emitter', 'source', 'reason']) {
      table.index(
        [column, 'received_at', 'id'],
        `ingestion_quarantine_${column}_idx`,
      );
    }
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('ingestion_quarantine');
  await knex.schema.dropTable('ingestion_received');
};
