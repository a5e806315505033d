// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Lets a file be archived though a process that was thought dead still puts what it has written of it: what it was going to put is
 * known to be ours, and gives way to what took its place.
 *
 * ## Cost
 *
 * Adds a column that may be empty to a small table: milliseconds on either engine.
 *
 * ## By hand
 *
 * Nothing to do before deploying. After `down` a file that such a process puts is taken for a foreign one, and its month waits until
 * somebody moves it away.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('audit_archive_files', table => {
    table
      .text('superseded')
      .nullable()
      .comment(
        'JSON, list of hashes: what was noted of it before and written anew since; null for nothing',
      );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('audit_archive_files', table => {
    table.dropColumn('superseded');
  });
};
