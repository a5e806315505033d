// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Creates the table of ingestion keys: what systems outside the portal report events with.
 *
 * Of a token only the SHA-256 of its secret part is kept, of the present one and of the one before it. That part is 256 random
 * bits, so there is nothing to guess and no need for a slow hash. A key is revoked, never deleted: events go on saying
 * which key they came by, and the list says who had made it.
 *
 * Changes go through the one row of `access_state`, as all changes of access do, so that two replicas never change one key
 * at once. When a key was used is written beside that, by each replica once a minute at the most.
 *
 * ## Cost
 *
 * Creates an empty table on either engine, takes milliseconds and locks nothing else. There are 1,000 keys at the most that
 * are not revoked; the others stay, some hundred bytes each.
 *
 * ## By hand
 *
 * Nothing to do before deploying. `down` deletes every key, so that no system outside the portal can report events until it has
 * a new one; the events stay as they are.
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

  await knex.schema.createTable('access_ingestion_keys', table => {
    table.comment('Credentials of systems outside the portal');
    table.text('id').primary().comment('UUID');
    table.integer('version').notNullable().comment('Counts changes, from 1');
    table.text('name').notNullable();
    table.text('name_key').notNullable().comment('The name in lower case');
    table
      // By bytes, so that both engines page through the same order.
      .specificType('sort_key', postgres ? 'text COLLATE "C"' : 'text')
      .notNullable()
      .comment('The name, folded');
    table
      .text('search_text')
      .notNullable()
      .comment('What a key is found by, folded');
    table
      .text('token_id')
      .notNullable()
      .unique()
      .comment('Part of the token that is no secret');
    table
      .text('secret_hash')
      .notNullable()
      .comment('SHA-256 of the secret part of the token, hexadecimal');
    table
      .text('previous_hash')
      .nullable()
      .comment('Of the token before the last rotation');
    time(table, 'previous_until')
      .nullable()
      .comment('Until when that token works');
    time(table, 'previous_used_at')
      .nullable()
      .comment('When that token was used last, since the rotation');
    table
      .text('sources')
      .notNullable()
      .comment(
        'JSON array: sources, and beginnings of some before an asterisk',
      );
    table
      .text('projects')
      .nullable()
      .comment('JSON array of references; null for any project');
    table
      .boolean('may_name_people')
      .notNullable()
      .comment('Whether it is believed about people of the portal');
    table.integer('requests_per_minute').notNullable();
    time(table, 'expires_at').nullable().comment('Null for never');
    time(table, 'last_used_at').nullable().comment('To within a minute');
    time(table, 'created_at').notNullable();
    table.text('created_by').nullable();
    time(table, 'updated_at').nullable();
    table.text('updated_by').nullable();
    time(table, 'rotated_at').nullable();
    table.text('rotated_by').nullable();
    time(table, 'revoked_at').nullable();
    table.text('revoked_by').nullable();
  });
  await knex.raw(
    'CREATE UNIQUE INDEX access_ingestion_keys_name ON access_ingestion_keys (name_key) WHERE revoked_at IS NULL',
  );
  await knex.raw(
    'CREATE INDEX access_ingestion_keys_list ON access_ingestion_keys (sort_key, id)',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTableIfExists('access_ingestion_keys');
};
