// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Creates what the module knows of the catalog, so that it sees what changes: a copy of every entity as it was last seen,
 * what people did that may explain a change, and the changes that are not on record yet.
 *
 * The tables stand in the catalog's own database, beside `final_entities`, so that what differs between the two is found by
 * one join. They never refer to the catalog's tables by a foreign key, and the catalog never reads them.
 *
 * What is compared at every look is apart from the content, which is a hundred times as large and read only of what differs.
 *
 * All times are milliseconds since 1970: nothing but the module reads them, alike on every engine.
 *
 * ## Cost
 *
 * Creates empty tables on either engine, takes milliseconds and locks nothing else. They fill within the first looks, with
 * about as many bytes as there are in `final_entities`.
 *
 * ## By hand
 *
 * Nothing to do before deploying. After `down`, the next start takes the catalog as it then is for its beginning: changes
 * that were not on record yet are lost.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_log_watch', table => {
    table.comment('The watching of the catalog as a whole: one row');
    table.smallint('id').primary().comment('Always 1');
    table
      .bigInteger('version')
      .notNullable()
      .comment('Moved by compare-and-swap in every transaction of a look');
    table.bigInteger('first_look_at').nullable();
    table
      .bigInteger('baseline_at')
      .nullable()
      .comment('Since when changes are reported; null until then');
    table
      .bigInteger('rebuild_since')
      .nullable()
      .comment(
        'Since when most of the catalog is missing; null when it is not',
      );
    table
      .integer('resting_entities')
      .nullable()
      .comment('Entities at the last look that found all of them processed');
  });
  await knex('audit_log_watch').insert({ id: 1, version: 0 });

  await knex.schema.createTable('audit_log_entities', table => {
    table.comment('Every entity as it was last seen');
    table.text('entity_ref').primary();
    table.text('uid').notNullable().comment('entity_id in the catalog');
    table.text('hash').notNullable().comment('hash in final_entities');
    table.bigInteger('missing_since').nullable();
    table.text('kind').notNullable().comment('As the entity spells it');
    table
      .text('origin')
      .nullable()
      .comment('Type and target of the location it comes from, first of all');
    table
      .text('provider')
      .nullable()
      .comment('Entity provider that gave it, null when an entity did');
    table
      .text('root_provider')
      .nullable()
      .comment('Entity provider that gave it, or gave what it comes from');
    table
      .text('root_ref')
      .nullable()
      .comment('What it comes from, null when a provider gave it itself');
    table
      .boolean('is_orphan')
      .notNullable()
      .comment('Whether nothing gave it any more');
  });
  // All that is compared at every look, so that on SQLite no row is read for it.
  await knex.raw(
    'CREATE INDEX audit_log_entities_seen ON audit_log_entities (uid, hash, missing_since) WHERE missing_since IS NULL',
  );
  await knex.raw(
    'CREATE INDEX audit_log_entities_missing ON audit_log_entities (missing_since) WHERE missing_since IS NOT NULL',
  );

  await knex.schema.createTable('audit_log_contents', table => {
    table.comment('The content of the entities of audit_log_entities');
    table.text('entity_ref').primary();
    table
      .text('content')
      .notNullable()
      .comment('JSON, without what processing adds to it');
  });

  await knex.schema.createTable('audit_log_outbox', table => {
    table.comment('What has happened and is not on record yet');
    table.bigIncrements('number').comment('The order it is recorded in');
    table.text('kind').notNullable().comment('change or baseline');
    table.text('body').notNullable().comment('JSON');
  });

  await knex.schema.createTable('audit_log_causes', table => {
    table.comment('What people did, which explains what happens to entities');
    table
      .text('operation_id')
      .primary()
      .comment('Of the event that is on record of it');
    table
      .text('kind')
      .notNullable()
      .comment('registered, unregistered or deleted');
    table
      .text('subject')
      .notNullable()
      .comment('uid of the entity, or type and target of the location');
    table.text('actor').notNullable().comment('JSON');
    table.text('task_id').nullable().comment('Of a scaffolder task');
    table.bigInteger('noted_at').notNullable();
    table
      .bigInteger('spent_at')
      .nullable()
      .comment('When everything that follows from it had been seen');
  });

  await knex.schema.createTable('audit_log_tasks', table => {
    table.comment('Scaffolder tasks that go on');
    table.text('task_id').primary();
    table.text('created_by').notNullable().comment('Reference of a user');
    table.bigInteger('began_at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'audit_log_tasks',
    'audit_log_causes',
    'audit_log_outbox',
    'audit_log_contents',
    'audit_log_entities',
    'audit_log_watch',
  ]) {
    await knex.schema.dropTableIfExists(table);
  }
};
