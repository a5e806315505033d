// SPDX-License-Identifier: Apache-2.0
// @ts-check
const { createHash } = require('node:crypto');

/**
 * Counts events in two ways instead of one: by the hour and what they were, and by the day and who did it. Counted by both and
 * by project besides, in a busy portal hardly two events of an hour were alike: there were as many counts as events, which cost
 * a third of an append, and summing them up was no faster than counting the events.
 *
 * By what they were there are some ten counts an hour; by who did it, as many a day as people and services were active, which
 * by the hour would still be nearly as many as events. A search that asks for both is counted event by event. The project was of
 * no use in them: an event can have several.
 *
 * ## Cost
 *
 * Reads the counts there are once and writes what is left of them, some ten thousand a second; the ledger takes no events
 * meanwhile. An hour of a busy portal leaves some hundreds.
 *
 * ## By hand
 *
 * Nothing to do before deploying. A process of an older version that is still running fails to append from then on, keeps its
 * events, and stores them once it is restarted. `down` cannot tell who did what any more: it leaves the counts by what the events
 * were, and forgets those by who did it.
 */

const CHUNK = 500;
const DIMENSIONS = [
  'plugin',
  'event',
  'action',
  'category',
  'severity',
  'outcome',
  'actor_type',
];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('audit_actor_rollups', table => {
    table.comment('How many events began in each day, by who did it');
    table.smallint('stream').notNullable();
    time(knex, table, 'hour')
      .notNullable()
      .comment('First hour of the day, UTC, that occurred_at lies in');
    table.text('actor').notNullable().comment('Reference or empty');
    table.smallint('actor_type').notNullable();
    table.smallint('outcome').notNullable();
    table.bigInteger('events').notNullable().comment('How many');
    table.primary(['hour', 'stream', 'actor', 'actor_type', 'outcome']);
  });
  const day = knex.client.config.client.includes('pg')
    ? `date_trunc('day', hour, 'UTC')`
    : 'hour - ((hour % 86400000) + 86400000) % 86400000';
  await knex.raw(
    `INSERT INTO audit_actor_rollups (stream, hour, actor, actor_type, outcome, events)
     SELECT stream, ${day}, actor, actor_type, outcome, SUM(events) FROM audit_rollups GROUP BY 1, 2, 3, 4, 5`,
  );

  await createRollups(knex, 'audit_rollups_new', () => {});
  await fold(knex, 'audit_rollups', 'audit_rollups_new', dimensionsOf);
  await knex.schema.dropTable('audit_rollups');
  await knex.schema.renameTable('audit_rollups_new', 'audit_rollups');
  await knex.raw(
    'CREATE INDEX audit_rollups_action ON audit_rollups (action, hour)',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await createRollups(knex, 'audit_rollups_old', table => {
    table.text('project').notNullable().comment('Main project or empty');
    table.text('actor').notNullable().comment('Reference or empty');
  });
  await fold(knex, 'audit_rollups', 'audit_rollups_old', row => ({
    dimensions: hashOf(['', ...valuesOf(row), '']),
    project: '',
    actor: '',
  }));
  await knex.schema.dropTable('audit_rollups');
  await knex.schema.renameTable('audit_rollups_old', 'audit_rollups');
  await knex.schema.dropTable('audit_actor_rollups');
};

/**
 * @param {import('knex').Knex} knex
 * @param {string} name
 * @param {(table: import('knex').Knex.CreateTableBuilder) => void} more
 */
async function createRollups(knex, name, more) {
  await knex.schema.createTable(name, table => {
    table.comment('How many events began in each hour, by what they were');
    table.smallint('stream').notNullable();
    time(knex, table, 'hour')
      .notNullable()
      .comment('Beginning of the hour, UTC, that occurred_at lies in');
    table
      .text('dimensions')
      .notNullable()
      .comment('Hash of the columns below, together too long for a key');
    more(table);
    table.text('plugin').notNullable();
    table.text('event').notNullable();
    table.text('action').notNullable();
    table.text('category').notNullable();
    table.smallint('severity').notNullable();
    table.smallint('outcome').notNullable();
    table.smallint('actor_type').notNullable();
    table.bigInteger('events').notNullable().comment('How many');
    table.primary(['hour', 'stream', 'dimensions']);
  });
}

/**
 * @param {import('knex').Knex} knex
 * @param {string} from
 * @param {string} to
 * @param {(row: any) => object} added
 */
async function fold(knex, from, to, added) {
  const rows = await knex(from)
    .groupBy('stream', 'hour', ...DIMENSIONS)
    .select('stream', 'hour', ...DIMENSIONS)
    .sum({ events: 'events' });
  for (let start = 0; start < rows.length; start += CHUNK) {
    await knex(to).insert(
      rows.slice(start, start + CHUNK).map(row => ({ ...row, ...added(row) })),
    );
  }
}

/** @param {any} row */
function dimensionsOf(row) {
  return { dimensions: hashOf(valuesOf(row)) };
}

/** @param {any} row */
function valuesOf(row) {
  return DIMENSIONS.map(name => row[name]);
}

/** @param {unknown[]} values */
function hashOf(values) {
  return createHash('sha256')
    .update(JSON.stringify(values))
    .digest('base64url');
}

/**
 * Milliseconds since 1970 on SQLite, which has no type for times.
 *
 * @param {import('knex').Knex} knex
 * @param {import('knex').Knex.CreateTableBuilder} table
 * @param {string} name
 */
function time(knex, table, name) {
  return knex.client.config.client.includes('pg')
    ? table.specificType(name, 'timestamptz(3)')
    : table.bigInteger(name);
}
