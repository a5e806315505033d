// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Creates what proves that the ledger was not altered: hashes of all events, the Merkle tree (RFC 6962) over them in the
 * order of their sequence, and signed statements of its size and root.
 *
 * The hash of an event, its leaf, is made before its batch is committed and written with it. What lies above the leaves
 * is written once the events are in order: of each complete subtree of 256 leaves its root, 256 of these in a row, and so
 * on upwards (the tiles of C2SP tlog-tiles, but for the lowest, which are the batches). From these and at most 255 leaves
 * every proof is made.
 *
 * ## Cost
 *
 * Adds a column that may be empty and creates empty tables: milliseconds on either engine, and nothing is rewritten. An
 * event takes 32 bytes in its batch and about 50 in its details. The first start of a backend of this version seals what is in
 * the ledger already, in turns of some hundred batches, beside what is recorded. What an older version writes while both
 * run is sealed the same way.
 *
 * `audit_tiles`, `audit_checkpoints` and the other tables here grow with a 256th of the events, with time and with what people
 * do: on Citus they stay whole, on every node.
 *
 * ## By hand
 *
 * Nothing to do before deploying. `down` forgets every checkpoint and hash, after which nothing can be proven of what was
 * recorded before; the events stay.
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

  await knex.schema.alterTable('audit_batches', table => {
    table
      .binary('leaves')
      .nullable()
      .comment(
        'Leaf hashes, 32 bytes each, by position; null when written by a version that did not seal',
      );
  });
  if (postgres) {
    // Hashes cannot be compressed: not even tried.
    await knex.raw(
      'ALTER TABLE audit_batches ALTER COLUMN leaves SET STORAGE EXTERNAL',
    );
  }

  await knex.schema.createTable('audit_tree', table => {
    table.comment('The Merkle tree as a whole: one row');
    table.smallint('id').primary().comment('Always 1');
    table
      .bigInteger('size')
      .notNullable()
      .comment('How many leaves it has; the next has this sequence');
  });
  await knex('audit_tree').insert({ id: 1, size: 0 });

  await knex.schema.createTable('audit_tiles', table => {
    table.comment('Hashes of complete subtrees, up to 256 in a row');
    table
      .smallint('level')
      .notNullable()
      .comment('From 1: each hash is of 256 to the power of it leaves');
    table
      .bigInteger('tile')
      .notNullable()
      .comment('Place in its level: hashes 256 × tile and following');
    table.binary('hashes').notNullable().comment('32 bytes each');
    table.primary(['level', 'tile']);
  });

  await knex.schema.createTable('audit_checkpoints', table => {
    table.comment('Signed statements of the size and root of the tree');
    table.bigInteger('size').primary();
    table.binary('root').notNullable();
    table.text('note').notNullable().comment('C2SP tlog-checkpoint');
    time(table, 'sealed_at').notNullable();
    table.index(['sealed_at'], 'audit_checkpoints_time');
  });

  await knex.schema.createTable('audit_sealing_keys', table => {
    table.comment('Public keys that checkpoints were ever signed with');
    table.text('verifier').primary().comment('C2SP signed-note verifier key');
    time(table, 'first_used_at').notNullable();
  });

  await knex.schema.createTable('audit_verifications', table => {
    table.comment('Runs of verification');
    table.uuid('id').primary();
    table
      .text('state')
      .notNullable()
      .comment('running, passed, failed, stopped or interrupted');
    table.bigInteger('from_sequence').notNullable();
    table.bigInteger('to_sequence').notNullable();
    table.bigInteger('verified').notNullable().comment('Events so far');
    table.bigInteger('erased').notNullable().comment('Of these, erased ones');
    table.bigInteger('finding_count').notNullable();
    table.text('findings').notNullable().comment('JSON array, the first ones');
    time(table, 'recorded_until')
      .nullable()
      .comment('recorded_at of the last event verified');
    time(table, 'started_at').notNullable();
    table.text('started_by').nullable().comment('Null when it was time for it');
    time(table, 'beat_at')
      .notNullable()
      .comment('Last sign of life: a run without one for a minute has died');
    time(table, 'ended_at').nullable();
    table.text('error').nullable();
  });
  // One at a time, whichever process begins it.
  await knex.raw(
    `CREATE UNIQUE INDEX audit_verifications_running ON audit_verifications (state) WHERE state = 'running'`,
  );

  await knex.schema.createTable('audit_erasures', table => {
    table.comment('Erasures of what the ledger had of a person');
    table.uuid('id').primary().comment('Operation id of its events');
    table
      .text('person')
      .nullable()
      .comment('Whose; null once it is done, since it is erased here too');
    table.text('reason').notNullable();
    time(table, 'started_at').notNullable();
    table.text('started_by').notNullable();
    time(table, 'ended_at').nullable();
    table.bigInteger('events').notNullable().comment('How many so far');
    table
      .text('position')
      .nullable()
      .comment('JSON: from where it goes on after a crash');
    time(table, 'beat_at').notNullable().comment('Last sign of life');
  });

  if (!postgres) {
    // Until now no event was ever changed. An erasure takes words out.
    await knex.raw(
      `CREATE TRIGGER audit_events_search_update AFTER UPDATE OF search_text ON audit_events BEGIN
         INSERT INTO audit_events_search (audit_events_search, rowid, search_text) VALUES ('delete', old.row_id, old.search_text);
         INSERT INTO audit_events_search (rowid, search_text) VALUES (new.row_id, new.search_text);
       END`,
    );
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  if (!knex.client.config.client.includes('pg')) {
    await knex.raw('DROP TRIGGER IF EXISTS audit_events_search_update');
  }
  for (const table of [
    'audit_erasures',
    'audit_verifications',
    'audit_sealing_keys',
    'audit_checkpoints',
    'audit_tiles',
    'audit_tree',
  ]) {
    await knex.schema.dropTableIfExists(table);
  }
  await knex.schema.alterTable('audit_batches', table => {
    table.dropColumn('leaves');
  });
};
