// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Creates the ledger: the append-only store of audit events.
 *
 * Each backend process writes to a stream of its own, in batches; one batch is one transaction. An event is known by its
 * id, a UUIDv7, and the millisecond in it is `recorded_at`. Its place in the total order is its batch's `first_sequence`
 * plus its `position`, so that ordering never touches an event's row.
 *
 * `stream` is part of every key of the tables that grow with the events: the same schema can be distributed by it (on
 * Citus), where a shard can check only what lies within one stream.
 *
 * ## Cost
 *
 * - **PostgreSQL**: creates empty tables, takes milliseconds and locks nothing else. `audit_events` and
 *   `audit_event_refs` are partitioned by month of `recorded_at`, so that a month is dropped whole. The months themselves
 *   are created by the backend when it starts and once a day; what fits no month lands in the default partition. Each
 *   event costs seven index entries, which is two thirds of the cost of an insert: think twice before adding one.
 * - **SQLite**: creates empty tables; one table of events, and an FTS5 index over its words kept by triggers.
 *
 * ## By hand
 *
 * Nothing to do before deploying. To run it by hand: `npx knex migrate:latest` in this package's folder with a knexfile
 * for the database of plugin `audit-log`. `down` deletes every audit event there is: take a dump first.
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

  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const uuid = (table, name) =>
    postgres ? table.uuid(name) : table.text(name);

  await knex.schema.createTable('audit_ledger', table => {
    table.comment('The ledger as a whole: one row');
    table.smallint('id').primary().comment('Always 1');
    table
      .bigInteger('next_sequence')
      .notNullable()
      .comment('The sequence that the next event in the order gets');
  });
  await knex('audit_ledger').insert({ id: 1, next_sequence: 0 });

  await knex.schema.createTable('audit_secrets', table => {
    table.comment('Keys that all processes share, made by the first of them');
    table.text('name').primary().comment('What it is for, such as cursors');
    table.text('value').notNullable().comment('Random bytes as base64url');
    time(table, 'created_at').notNullable();
  });

  await knex.schema.createTable('audit_streams', table => {
    table.comment('One row for each process that writes, reused by later ones');
    table.smallint('stream').primary().comment('Number, the smallest free one');
    table
      .bigInteger('head')
      .notNullable()
      .comment('Batches written; moved by compare-and-swap in each append');
    table.text('holder').notNullable().comment('Random id of the process');
    time(table, 'expires_at')
      .notNullable()
      .comment('When another process may take the stream over');
  });

  await knex.schema.createTable('audit_batches', table => {
    table.comment('The events of one transaction of one stream');
    table.smallint('stream').notNullable();
    table
      .bigInteger('batch')
      .notNullable()
      .comment('Place in the stream, from 0, gapless');
    table.integer('event_count').notNullable();
    time(table, 'committed_at').notNullable();
    table
      .bigInteger('first_sequence')
      .nullable()
      .comment('Sequence of the event at position 0; null until ordered');
    time(table, 'first_recorded_at')
      .notNullable()
      .comment('Earliest recorded_at in it: how its events are found');
    time(table, 'last_recorded_at')
      .notNullable()
      .comment('Latest recorded_at in it: how its events are found');
    table.primary(['stream', 'batch']);
  });
  await knex.raw(
    'CREATE INDEX audit_batches_unsequenced ON audit_batches (stream, batch) WHERE first_sequence IS NULL',
  );
  await knex.raw(
    'CREATE INDEX audit_batches_sequence ON audit_batches (first_sequence) WHERE first_sequence IS NOT NULL',
  );

  await knex.schema.createTable('audit_rollups', table => {
    table.comment('How many events began in each hour, by what they were');
    table.smallint('stream').notNullable();
    time(table, 'hour')
      .notNullable()
      .comment('Beginning of the hour, UTC, that occurred_at lies in');
    table
      .text('dimensions')
      .notNullable()
      .comment('Hash of the columns below, together too long for a key');
    table.text('project').notNullable().comment('Main project or empty');
    table.text('plugin').notNullable();
    table.text('event').notNullable();
    table.text('action').notNullable();
    table.text('category').notNullable();
    table.smallint('severity').notNullable();
    table.smallint('outcome').notNullable();
    table.smallint('actor_type').notNullable();
    table.text('actor').notNullable().comment('Reference or empty');
    table.bigInteger('events').notNullable().comment('How many');
    table.primary(['hour', 'stream', 'dimensions']);
  });

  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const eventColumns = table => {
    table.comment('The events. Rows are only ever added');
    table.smallint('stream').notNullable();
    table.bigInteger('batch').notNullable();
    table.integer('position').notNullable().comment('Place in the batch');
    uuid(table, 'id').notNullable().comment('UUIDv7');
    uuid(table, 'operation_id')
      .notNullable()
      .comment('Shared by an unfinished event and the one that completes it');
    time(table, 'occurred_at').notNullable().comment('Operation began');
    time(table, 'recorded_at').notNullable().comment('The time in the id');
    table.bigInteger('duration_ms').nullable();
    table.text('plugin').notNullable();
    table.text('event').notNullable();
    table.text('action').notNullable();
    table.text('category').notNullable();
    table
      .smallint('severity')
      .notNullable()
      .comment('0 low, 1 medium, 2 high, 3 critical');
    table
      .smallint('outcome')
      .notNullable()
      .comment('0 succeeded, 1 failed, 2 denied, 3 unfinished');
    table
      .smallint('actor_type')
      .notNullable()
      .comment('0 user, 1 service, 2 anonymous, 3 system');
    table.text('actor').nullable().comment('Reference of who did it');
    table.text('via').nullable().comment('Service that acted for the actor');
    table.text('target').nullable().comment('Reference of the main target');
    table.text('project').nullable().comment('Reference of the main project');
    table.text('address').nullable().comment('Client address');
    table
      .text('details')
      .notNullable()
      .comment('JSON: the parts of the event that are no column');
    table
      .text('search_text')
      .notNullable()
      .comment('Normalised words, each once, with a space between');
    table
      .boolean('has_more_refs')
      .notNullable()
      .comment('Whether audit_event_refs holds further targets or projects');
  };

  /** @param {import('knex').Knex.CreateTableBuilder} table */
  const refColumns = table => {
    table.comment('Targets and projects of an event beyond the main ones');
    table.smallint('stream').notNullable();
    time(table, 'recorded_at').notNullable();
    uuid(table, 'id').notNullable().comment('Of the event');
    table.smallint('kind').notNullable().comment('0 target, 1 project');
    table.text('ref').notNullable();
    time(table, 'occurred_at').notNullable();
  };

  if (postgres) {
    await createPartitioned(knex, 'audit_events', eventColumns, [
      'stream',
      'recorded_at',
      'id',
    ]);
    await createPartitioned(knex, 'audit_event_refs', refColumns, [
      'stream',
      'recorded_at',
      'id',
      'kind',
      'ref',
    ]);
    // Exact words, not a language's stems: the words are made in Node, alike for both engines.
    await knex.raw(
      `CREATE INDEX audit_events_search ON audit_events USING gin (array_to_tsvector(string_to_array(search_text, ' ')))`,
    );
  } else {
    await knex.schema.createTable('audit_events', table => {
      // An alias of the rowid, which alone VACUUM may renumber, and by which the index over the words finds its event.
      table.specificType('row_id', 'INTEGER PRIMARY KEY');
      eventColumns(table);
      table.unique(['stream', 'recorded_at', 'id'], {
        indexName: 'audit_events_key',
      });
    });
    await knex.schema.createTable('audit_event_refs', table => {
      refColumns(table);
      table.primary(['stream', 'recorded_at', 'id', 'kind', 'ref']);
    });
    // The ascii tokenizer leaves every other character alone: it splits at spaces and nowhere else, as the words are made.
    await knex.raw(
      `CREATE VIRTUAL TABLE audit_events_search USING fts5(search_text, content='audit_events', content_rowid='row_id', tokenize='ascii', detail='none')`,
    );
    await knex.raw(
      `CREATE TRIGGER audit_events_search_insert AFTER INSERT ON audit_events BEGIN
         INSERT INTO audit_events_search (rowid, search_text) VALUES (new.row_id, new.search_text);
       END`,
    );
    await knex.raw(
      `CREATE TRIGGER audit_events_search_delete AFTER DELETE ON audit_events BEGIN
         INSERT INTO audit_events_search (audit_events_search, rowid, search_text) VALUES ('delete', old.row_id, old.search_text);
       END`,
    );
  }

  await knex.raw(
    'CREATE INDEX audit_events_feed ON audit_events (occurred_at, id)',
  );
  await knex.raw(
    'CREATE INDEX audit_events_action ON audit_events (action, occurred_at, id)',
  );
  for (const column of ['actor', 'project', 'target']) {
    await knex.raw(
      `CREATE INDEX audit_events_${column} ON audit_events (${column}, occurred_at, id) WHERE ${column} IS NOT NULL`,
    );
  }
  await knex.raw(
    'CREATE INDEX audit_event_refs_ref ON audit_event_refs (kind, ref, occurred_at, id)',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  if (!knex.client.config.client.includes('pg')) {
    await knex.schema.dropTableIfExists('audit_events_search');
  }
  for (const table of [
    'audit_event_refs',
    'audit_events',
    'audit_rollups',
    'audit_batches',
    'audit_streams',
    'audit_secrets',
    'audit_ledger',
  ]) {
    await knex.schema.dropTableIfExists(table);
  }
};

/**
 * Knex cannot say PARTITION BY: it makes an ordinary table, with the comments, whose shape the real one takes over.
 *
 * @param {import('knex').Knex} knex
 * @param {string} name
 * @param {(table: import('knex').Knex.CreateTableBuilder) => void} columns
 * @param {string[]} key
 */
async function createPartitioned(knex, name, columns, key) {
  await knex.schema.createTable(`${name}_shape`, columns);
  await knex.raw(
    `CREATE TABLE ?? (LIKE ?? INCLUDING COMMENTS) PARTITION BY RANGE (recorded_at)`,
    [name, `${name}_shape`],
  );
  await knex.raw(`ALTER TABLE ?? ADD PRIMARY KEY (${key.join(', ')})`, [name]);
  await knex.raw('CREATE TABLE ?? PARTITION OF ?? DEFAULT', [
    `${name}_default`,
    name,
  ]);
  await knex.schema.dropTable(`${name}_shape`);
}
