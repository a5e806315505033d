// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Lets a process that knows of a checkpoint which the ledger does not go on from tell all others, so that none of them signs.
 *
 * ## Cost
 *
 * Creates an empty table that never has more than one row: milliseconds on either engine.
 *
 * ## By hand
 *
 * Nothing to do before deploying. After `down` each process goes by what it has seen itself.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  const postgres = knex.client.config.client.includes('pg');
  await knex.schema.createTable('audit_contradictions', table => {
    table.comment(
      'A signed checkpoint that the ledger has not grown from: none or one row',
    );
    table.smallint('id').primary().comment('Always 1');
    table.text('note').notNullable().comment('C2SP tlog-checkpoint');
    const upheldAt = postgres
      ? table.specificType('upheld_at', 'timestamptz(3)')
      : table.bigInteger('upheld_at');
    upheldAt
      .notNullable()
      .comment(
        'When a process that knows of it last said so; it counts for some seconds. Milliseconds since 1970 on SQLite',
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTableIfExists('audit_contradictions');
};
