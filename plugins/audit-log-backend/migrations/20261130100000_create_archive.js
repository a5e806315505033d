// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Creates what is kept about the ageing of events: how long they are kept, holds that stop removal, the files of the archive,
 * and what was done.
 *
 * The events of a file are in the archive and no longer, or not yet, in `audit_events`; their batches, with the leaves of the
 * tree, stay. A file goes through its states in one direction only, each of which a process that dies leaves as it is:
 * `writing`, `written`, `checked` (from here on it is read), `archived` (its events have left `audit_events`), `removing`,
 * `removed` (only its statement is left).
 *
 * ## Cost
 *
 * Creates empty tables on either engine, takes milliseconds and locks nothing else. A month is a row, or a few. On Citus they stay
 * whole, on every node.
 *
 * ## By hand
 *
 * Nothing to do before deploying. `down` forgets which files there are: what is in the archive cannot be read through the portal
 * any more, and verification reports it as removed. Restore every month first.
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

  await knex.schema.createTable('audit_retention_policies', table => {
    table.comment('How long events are kept: what held, holds, and will hold');
    table.uuid('id').primary();
    table.text('policy').notNullable().comment('JSON of RetentionPolicy');
    table
      .text('source')
      .notNullable()
      .comment('configuration, or portal when somebody changed it there');
    table
      .text('state')
      .notNullable()
      .comment('pending, effective, cancelled or replaced');
    table.text('reason').nullable().comment('Why, as its author gave it');
    time(table, 'created_at').notNullable();
    table.text('created_by').nullable().comment('Null: the configuration');
    time(table, 'effective_at')
      .notNullable()
      .comment('When it takes effect, or did');
    time(table, 'ended_at').nullable().comment('Cancelled or replaced');
    table.text('ended_by').nullable();
  });
  // One of each at a time, whichever process makes it.
  await knex.raw(
    `CREATE UNIQUE INDEX audit_retention_policies_current ON audit_retention_policies (state) WHERE state IN ('pending', 'effective')`,
  );

  await knex.schema.createTable('audit_holds', table => {
    table.comment('Legal holds: what matches all that one says is not removed');
    table.uuid('id').primary();
    table.text('reason').notNullable();
    time(table, 'occurred_from').nullable();
    time(table, 'occurred_to').nullable().comment('Not included');
    table.text('project').nullable();
    table.text('actor').nullable();
    time(table, 'created_at').notNullable();
    table.text('created_by').notNullable();
    time(table, 'released_at').nullable().comment('Null while it holds');
    table.text('released_by').nullable();
    table.text('release_reason').nullable();
  });

  await knex.schema.createTable('audit_archive_files', table => {
    table.comment('The files of the archive, also those that were removed');
    table.uuid('id').primary();
    table
      .text('period')
      .notNullable()
      .comment('Month or day, UTC, of recorded_at: 2026-11 or 2026-11-30');
    table
      .text('class')
      .notNullable()
      .comment(
        'Name of the rule of the policy its events are kept by, or default',
      );
    table
      .integer('part')
      .notNullable()
      .comment('From 1; further ones have what came late');
    table.text('name').notNullable().unique().comment('Path in the archive');
    table
      .text('state')
      .notNullable()
      .comment('writing, written, checked, archived, removing or removed');
    table
      .bigInteger('before_sequence')
      .notNullable()
      .comment(
        'It has the events of its period and class below this sequence, other than those of earlier parts',
      );
    time(table, 'recorded_from').notNullable().comment('Of the period');
    time(table, 'recorded_to').notNullable().comment('Not included');
    time(table, 'occurred_from').nullable().comment('Earliest in it');
    time(table, 'occurred_to').nullable().comment('Latest in it');
    table.bigInteger('first_sequence').nullable();
    table.bigInteger('last_sequence').nullable();
    table.bigInteger('events').nullable();
    table.bigInteger('bytes').nullable().comment('Of the file');
    table
      .bigInteger('live_bytes')
      .nullable()
      .comment('About what its events took in the database, with indexes');
    table.text('sha256').nullable().comment('Of the file, hexadecimal');
    table.text('manifest').nullable().comment('JSON, signed');
    table.text('statement').nullable().comment('JSON, signed, once removed');
    time(table, 'started_at').notNullable();
    time(table, 'archived_at').nullable();
    time(table, 'removed_at').nullable();
    time(table, 'restored_until')
      .nullable()
      .comment('Its events are in audit_events as well, until then');
    table.text('restored_by').nullable();
    table.unique(['period', 'class', 'part'], {
      indexName: 'audit_archive_files_part',
    });
    table.index(['state'], 'audit_archive_files_state');
  });

  await knex.schema.createTable('audit_retention_runs', table => {
    table.comment('Runs that archive, remove and take restored events back');
    table.uuid('id').primary();
    table
      .text('state')
      .notNullable()
      .comment('running, done, waiting, failed or interrupted');
    table
      .bigInteger('number')
      .notNullable()
      .comment('Their order, which times do not tell when a clock was set');
    time(table, 'started_at').notNullable().comment('By the system clock');
    table.text('started_by').nullable().comment('Null when it was time for it');
    time(table, 'beat_at')
      .notNullable()
      .comment('Last sign of life: a run without one for a minute has died');
    time(table, 'ended_at').nullable();
    table.bigInteger('archived_events').notNullable();
    table.bigInteger('removed_events').notNullable();
    table
      .text('progress')
      .nullable()
      .comment('JSON: what it does now, and how far it is');
    table.text('result').nullable().comment('JSON: what was done, what waits');
    table.text('error').nullable().comment('Why it could not go on');
  });
  await knex.raw(
    `CREATE UNIQUE INDEX audit_retention_runs_running ON audit_retention_runs (state) WHERE state = 'running'`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'audit_retention_runs',
    'audit_archive_files',
    'audit_holds',
    'audit_retention_policies',
  ]) {
    await knex.schema.dropTableIfExists(table);
  }
};
