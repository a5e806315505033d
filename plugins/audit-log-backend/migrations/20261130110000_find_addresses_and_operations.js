// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Lets PostgreSQL find events by address and by operation, for 11 to 15 bytes an event; a whole index by address alone would take 45.
 *
 * - **By address**: one of 16,384 numbers that its hash is cut to. Values that come again and again are kept together, with 6
 *   bytes for each row, so that this is a third of an index that knows every address. A query asks for the number, and compares
 *   the address besides. It holds events without an address too: the planner looks at how frequent a number is only where an
 *   index holds all rows.
 * - **By operation**: an operation's id is a UUIDv7 that is made when the operation begins, so that it tells when its events
 *   occurred, and the index by time finds them. In this index are only the events whose operation's id tells another time by more
 *   than a second: those of outside systems that have ids of another kind.
 *
 * ## Cost
 *
 * - **PostgreSQL**: makes the indexes in the transaction of the migration; nothing is written to the events meanwhile. About 3
 *   seconds for a million events.
 * - **SQLite**: nothing. Events are looked through from the newest on.
 *
 * ## By hand
 *
 * To have no pause on a large ledger, make the indexes before: `CREATE INDEX CONCURRENTLY` with the definitions below on every
 * partition, then `CREATE INDEX … ON ONLY` on the table and `ALTER INDEX … ATTACH PARTITION` for each; the migration leaves
 * an index alone whose name is there.
 */

const TOLD = `('x' || translate(left(operation_id::text, 13), '-', ''))::bit(48)::bigint`;
const BEGAN = `(date_part('epoch', occurred_at - '1970-01-01 00:00:00+00'::timestamptz) * 1000)`;

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  if (!knex.client.config.client.includes('pg')) {
    return;
  }
  await knex.raw(
    'CREATE INDEX IF NOT EXISTS audit_events_by_address ON audit_events ((hashtextextended(address, 0) & 16383))',
  );
  await knex.raw(
    `CREATE INDEX IF NOT EXISTS audit_events_by_operation ON audit_events (operation_id) WHERE abs(${TOLD} - ${BEGAN}) > 1000`,
  );
  // How frequent the numbers are is known from here on, and not only when so much has changed that it is done anyway.
  await knex.raw('ANALYZE audit_events');
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  if (!knex.client.config.client.includes('pg')) {
    return;
  }
  await knex.raw('DROP INDEX audit_events_by_operation');
  await knex.raw('DROP INDEX audit_events_by_address');
};
