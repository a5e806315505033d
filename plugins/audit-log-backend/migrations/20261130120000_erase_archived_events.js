// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Lets an erasure reach what is in the archive. It is first done with the live table, and then with every file: from the first moment
 * on files may be written again, so that it is kept when that was. A file of which something is erased is written anew under
 * another name; what else of it may lie in the archive, before and after, is noted with the file until it is gone.
 *
 * ## Cost
 *
 * Adds columns that may be empty to two small tables: milliseconds on either engine.
 *
 * ## By hand
 *
 * Nothing to do before deploying. Erasures that were done before did not reach the archive: do them again. `down` forgets what is
 * left in the archive of files that were written anew: wait until no erasure is under way.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  const postgres = knex.client.config.client.includes('pg');
  /**
   * @param {import('knex').Knex.CreateTableBuilder} table
   * @param {string} name
   */
  const time = (table, name) =>
    postgres
      ? table.specificType(name, 'timestamptz(3)')
      : table.bigInteger(name);
  await knex.schema.alterTable('audit_erasures', table => {
    time(table, 'live_ended_at')
      .nullable()
      .comment('When it was done with the live table');
    time(table, 'files_ended_at')
      .nullable()
      .comment('When no file that can be restored had any of it any more');
    table
      .bigInteger('archived_events')
      .notNullable()
      .defaultTo(0)
      .comment('How many so far in files of the archive');
    table
      .text('waiting')
      .nullable()
      .comment('JSON, list of texts: what it waits for; null for nothing');
  });
  await knex('audit_erasures').update({
    live_ended_at: knex.ref('ended_at'),
    files_ended_at: knex.ref('ended_at'),
  });
  await knex.schema.alterTable('audit_archive_files', table => {
    table
      .text('leftovers')
      .nullable()
      .comment(
        'JSON: what may lie in the archive of it besides, since something was erased of it; null for nothing',
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('audit_archive_files', table => {
    table.dropColumn('leftovers');
  });
  await knex.schema.alterTable('audit_erasures', table => {
    table.dropColumn('live_ended_at');
    table.dropColumn('files_ended_at');
    table.dropColumn('archived_events');
    table.dropColumn('waiting');
  });
};
