// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Lets what a run of verification found count until a later run has looked at all that it had looked at, and found nothing: so it is
 * kept whether a run was over everything, which looks at more than the events of its range.
 *
 * ## Cost
 *
 * Adds a column with a constant default, which rewrites no row on either engine, and three indexes to a table that grows by a row a day:
 * milliseconds. Runs of before count as runs over a part. What one of them found is over with the next run over everything.
 *
 * ## By hand
 *
 * Nothing to do before deploying. After `down` the last run that came to its end counts alone again.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('audit_verifications', table => {
    table
      .boolean('is_whole')
      .notNullable()
      .defaultTo(false)
      .comment(
        'Over all that was sealed then: also what lies beside the events was looked at',
      );
  });
  await knex.raw(
    `CREATE INDEX audit_verifications_found ON audit_verifications (started_at) WHERE finding_count > 0`,
  );
  await knex.raw(
    `CREATE INDEX audit_verifications_passed ON audit_verifications (ended_at) WHERE state = 'passed'`,
  );
  await knex.raw(
    `CREATE INDEX audit_verifications_verified ON audit_verifications (to_sequence, ended_at) WHERE state = 'passed' AND from_sequence = 0`,
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const index of ['found', 'passed', 'verified']) {
    await knex.raw(`DROP INDEX IF EXISTS audit_verifications_${index}`);
  }
  await knex.schema.alterTable('audit_verifications', table => {
    table.dropColumn('is_whole');
  });
};
