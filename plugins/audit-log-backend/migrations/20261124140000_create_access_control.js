// SPDX-License-Identifier: Apache-2.0
// @ts-check

/**
 * Creates what Access Control keeps: roles, groups, who has which role, what the catalog says of people and groups, and
 * invitations.
 *
 * Whatever can give somebody access is kept with the time from which and until which it held, and is ended instead of
 * being changed or deleted, so that it can be said who had which access on a given day, and who gave it. What holds now
 * is what has no end; unique keys hold among these rows only.
 *
 * All changes go through the one row of `access_state`: whoever updates it first is alone until their transaction ends, so
 * that rules about the whole, such as that an administrator is left, can be checked before it ends. Changes are rare, a
 * few a minute at the most; nothing that happens on a request that only reads takes a lock.
 *
 * ## Cost
 *
 * Creates empty tables on either engine, takes milliseconds and locks nothing else. The largest, `access_catalog_edges`,
 * holds a row for each membership in the catalog: some 100,000 in an organization of 20,000 people.
 *
 * ## By hand
 *
 * Nothing to do before deploying. `down` deletes every role, group, assignment and invitation, and with them the history of
 * who had access: take a dump first. The catalog and the audit events stay as they are.
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
   * From when until when a row holds, who began and ended it, and by which operation of the audit log.
   * @param {import('knex').Knex.CreateTableBuilder} table
   */
  const period = table => {
    time(table, 'started_at').notNullable();
    table
      .text('started_by')
      .nullable()
      .comment('Reference of who did it; null for the configuration');
    table
      .text('started_operation')
      .nullable()
      .comment('operation_id of the audit event');
    time(table, 'ended_at').nullable().comment('Null while it holds');
    table.text('ended_by').nullable();
    table.text('ended_operation').nullable();
  };

  await knex.schema.createTable('access_state', table => {
    table.comment('Access control as a whole: one row');
    table.smallint('id').primary().comment('Always 1');
    table
      .bigInteger('version')
      .notNullable()
      .comment('Counts changes of roles, groups, assignments and members');
    table
      .bigInteger('directory_version')
      .notNullable()
      .comment('Counts changes of what the catalog says');
    time(table, 'synced_at')
      .nullable()
      .comment('When the catalog was read to its end last');
    time(table, 'failed_at')
      .nullable()
      .comment('Since when it cannot be read; null while it can');
    table.text('failure').nullable().comment('Why it could not be read last');
  });
  await knex('access_state').insert({
    id: 1,
    version: 0,
    directory_version: 0,
  });

  await knex.schema.createTable('access_role_versions', table => {
    table.comment('Roles, each change of one a row of its own');
    table.text('role_id').notNullable();
    table.integer('version').notNullable().comment('From 1');
    table.text('name').notNullable();
    table.text('name_key').notNullable().comment('The name in lower case');
    table.text('description').notNullable();
    table
      .text('permissions')
      .notNullable()
      .comment('JSON array of names of permissions and of bundles');
    period(table);
    table.primary(['role_id', 'version']);
  });

  await knex.schema.createTable('access_group_versions', table => {
    table.comment('Local groups, each change of one a row of its own');
    table.text('group_ref').notNullable().comment('local-group and a UUID');
    table.integer('version').notNullable().comment('From 1');
    table.text('name').notNullable();
    table.text('name_key').notNullable().comment('The name in lower case');
    table.text('description').notNullable();
    period(table);
    table.primary(['group_ref', 'version']);
  });

  await knex.schema.createTable('access_group_members', table => {
    table.comment('Members of local groups');
    table.text('id').primary().comment('UUID');
    table.text('group_ref').notNullable();
    table.text('member_ref').notNullable();
    period(table);
  });

  await knex.schema.createTable('access_assignments', table => {
    table.comment('Which group or person has which role, and what for');
    table.text('id').primary().comment('UUID');
    table.text('role_id').notNullable();
    table
      .text('subject_ref')
      .notNullable()
      .comment('Of a group of the catalog, a local group or a person');
    table
      .text('project')
      .notNullable()
      .comment('Reference of a project; empty for the whole organization');
    table
      .boolean('fixed')
      .notNullable()
      .comment('By the configuration: kept for history, which it has none of');
    period(table);
  });

  await knex.schema.createTable('access_people', table => {
    table.comment('Everyone whom the catalog knows or knew');
    table.text('ref').primary();
    table.text('title').notNullable();
    table.text('email').nullable();
    table
      .text('source')
      .notNullable()
      .comment('catalog, or invitation for who is there because of one');
    time(table, 'started_at').notNullable();
    time(table, 'ended_at')
      .nullable()
      .comment('When the catalog did not know them any more');
  });

  await knex.schema.createTable('access_catalog_groups', table => {
    table.comment('Groups that the catalog knows or knew');
    table.text('ref').primary();
    table.text('title').notNullable();
    table.text('description').notNullable();
    time(table, 'started_at').notNullable();
    time(table, 'ended_at').nullable();
  });

  await knex.schema.createTable('access_catalog_edges', table => {
    table.comment('Who is a member, or which group a part, of which group');
    table.text('child_ref').notNullable().comment('Of a person or a group');
    table.text('group_ref').notNullable();
    time(table, 'started_at').notNullable();
    time(table, 'ended_at').nullable();
    table.primary(['child_ref', 'group_ref', 'started_at']);
  });

  await knex.schema.createTable('access_invitations', table => {
    table.comment('Roles and groups offered to e-mail addresses');
    table.text('id').primary().comment('UUID');
    table.text('email').notNullable();
    table.text('email_key').notNullable().comment('The address in lower case');
    table.text('roles').notNullable().comment('JSON array of ids');
    table
      .text('groups')
      .notNullable()
      .comment('JSON array of references of local groups');
    table
      .text('project')
      .notNullable()
      .comment('What the roles are for; empty for the whole organization');
    table
      .text('token_hash')
      .nullable()
      .unique()
      .comment(
        'SHA-256 of the token in the link, hexadecimal; null when it has none that works',
      );
    table
      .text('person_ref')
      .nullable()
      .comment('Whom the catalog knew by this address');
    table
      .text('person_name')
      .nullable()
      .comment(
        'Name of the User that the catalog is given, when it knew nobody',
      );
    time(table, 'created_at').notNullable();
    table.text('created_by').notNullable();
    table.text('created_operation').nullable();
    time(table, 'expires_at').notNullable();
    time(table, 'accepted_at').nullable();
    table.text('accepted_by').nullable();
    time(table, 'revoked_at').nullable();
    table.text('revoked_by').nullable();
    table
      .text('delivery_state')
      .notNullable()
      .comment('link, queued, sending, sent, unconfirmed, refused or bounced');
    time(table, 'delivery_at').nullable().comment('Of the last attempt');
    table.integer('attempts').notNullable();
    time(table, 'next_attempt_at').nullable().comment('Of a queued mail');
    table.text('delivery_reason').nullable();
    table.text('message_id').nullable().comment('Of the last mail');
    table
      .text('claimed_by')
      .nullable()
      .comment('Random id of the attempt that is sending');
    time(table, 'claimed_until').nullable();
  });

  for (const [name, table, columns, condition] of [
    ['roles_name', 'role_versions', 'name_key', 'ended_at IS NULL'],
    ['roles_current', 'role_versions', 'role_id', 'ended_at IS NULL'],
    ['groups_name', 'group_versions', 'name_key', 'ended_at IS NULL'],
    ['groups_current', 'group_versions', 'group_ref', 'ended_at IS NULL'],
    [
      'group_members_current',
      'group_members',
      'group_ref, member_ref',
      'ended_at IS NULL',
    ],
    [
      'assignments_current',
      'assignments',
      'role_id, subject_ref, project, fixed',
      'ended_at IS NULL',
    ],
    [
      'catalog_edges_current',
      'catalog_edges',
      'child_ref, group_ref',
      'ended_at IS NULL',
    ],
  ]) {
    await knex.raw(
      `CREATE UNIQUE INDEX access_${name} ON access_${table} (${columns}) WHERE ${condition}`,
    );
  }
  await knex.raw(
    'CREATE INDEX access_invitations_feed ON access_invitations (created_at, id)',
  );
  await knex.raw(
    'CREATE INDEX access_invitations_email ON access_invitations (email_key)',
  );
  await knex.raw(
    `CREATE INDEX access_invitations_queue ON access_invitations (next_attempt_at) WHERE delivery_state IN ('queued', 'sending')`,
  );
  await knex.raw(
    'CREATE INDEX access_invitations_message ON access_invitations (message_id) WHERE message_id IS NOT NULL',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'access_invitations',
    'access_catalog_edges',
    'access_catalog_groups',
    'access_people',
    'access_assignments',
    'access_group_members',
    'access_group_versions',
    'access_role_versions',
    'access_state',
  ]) {
    await knex.schema.dropTableIfExists(table);
  }
};
