// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { ACCESS_TABLES } from '../../database/accessTables';
import { changesBy, forProject } from '../__testUtils__/changesBy';
import { storeDirectory } from '../__testUtils__/storeDirectory';
import { testStore } from '../__testUtils__/testStore';
import type { AccessStore } from '../store/AccessStore';
import { listRoles } from './listRoles';
import { readRoleDetails } from './roleDetails';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const RETAIL = 'system:default/retail';
const READS = ['audit-log.view', 'audit-log.read'];

async function invite(
  store: AccessStore,
  roles: readonly string[],
  groups: readonly string[] = [],
  columns: object = {},
) {
  const id = randomUUID();
  const time = (days: number) =>
    store.dialect.writeTime(Date.now() + days * 86_400_000);
  await store.knex(ACCESS_TABLES.invitations).insert({
    id,
    email: 'new@meridian.example',
    email_key: 'new@meridian.example',
    roles: JSON.stringify(roles),
    groups: JSON.stringify(groups),
    project: '',
    created_at: time(-1),
    created_by: 'user:default/boss',
    expires_at: time(1),
    delivery_state: 'link',
    attempts: 0,
    ...columns,
  });
  return async () => {
    const row = await store.knex(ACCESS_TABLES.invitations).where({ id });
    return [JSON.parse(row[0].roles), JSON.parse(row[0].groups)];
  };
}

describe.each(databases.eachSupportedId())('roles on %s', databaseId => {
  async function start() {
    const store = await testStore(await databases.init(databaseId));
    await storeDirectory(store, {
      people: ['boss', 'jane', 'omar', 'manager'],
      groups: ['retail'],
      edges: [['user:default/jane', 'group:default/retail']],
    });
    const boss = changesBy(store, 'boss');
    // May change access, and reads the audit log of one project.
    const { result: managing } = await boss.createRole({
      name: 'Managing',
      permissions: ['ACCESS-MANAGEMENT'],
    });
    await boss.assign([managing], ['user:default/manager']);
    const { result: reading } = await boss.createRole({
      name: 'Reading',
      permissions: READS,
    });
    await boss.assign([reading], ['user:default/manager'], forProject(RETAIL));
    const role = async (id: string) => (await store.fresh()).roles.get(id);
    return { store, boss, manager: changesBy(store, 'manager'), reading, role };
  }

  it('keep names and descriptions as text, whatever stands in them', async () => {
    const { boss, role } = await start();
    const name = '<b>Röle</b> 👩‍🚀 ${x} \'";--';
    const description = '<script>alert(1)</script>\nsecond line';
    const { result, meta } = await boss.createRole({
      name: `  ${name}  `,
      description,
      permissions: ['LOG-MANAGEMENT', 'catalog.entity.read'],
    });
    expect(await role(result)).toEqual({
      id: result,
      name,
      description,
      permissions: ['LOG-MANAGEMENT', 'catalog.entity.read'],
      builtIn: false,
      version: 1,
      origin: { since: expect.any(Number), by: 'user:default/boss' },
    });
    expect(meta).toMatchObject({ roleId: result, after: { name } });
  });

  it.each([
    ['   ', 'name: must not be empty'],
    ['a\u0000b', 'name: must be one line of text'],
    ['a\nb', 'name: must be one line of text'],
    ['a\u202eb', 'name: must be one line of text'],
    ['a\ud800', 'name: must be one line of text'],
  ])('are not named %j', async (name, message) => {
    const { boss } = await start();
    await expect(boss.createRole({ name, permissions: READS })).rejects.toThrow(
      message,
    );
  });

  it('have names of their own, whatever the case and the way of writing', async () => {
    const { boss, role } = await start();
    const { result } = await boss.createRole({
      name: 'Prüfer 1',
      permissions: READS,
    });
    for (const name of [
      'prüfer 1',
      'PRÜFER  1',
      'Pru\u0308fer 1 ',
      'auditor',
    ]) {
      await expect(
        boss.createRole({ name, permissions: READS }),
      ).rejects.toThrow('name: there is a role with this name already');
    }
    // Their own is theirs to write otherwise.
    await boss.updateRole(result, 1, { name: 'PRÜFER 1', permissions: READS });
    expect(await role(result)).toMatchObject({ name: 'PRÜFER 1', version: 2 });
    await expect(
      boss.updateRole(result, 2, { name: 'managing', permissions: READS }),
    ).rejects.toThrow('name: there is a role with this name already, Managing');
  });

  it('get a name only once when several are created at the same moment', async () => {
    const { store, boss } = await start();
    const other = changesBy(await testStore(store.knex), 'boss');
    const outcomes = await Promise.allSettled(
      [boss, other, boss, other].map(one =>
        one.createRole({ name: 'Release', permissions: READS }),
      ),
    );
    expect(
      outcomes.filter(({ status }) => status === 'fulfilled'),
    ).toHaveLength(1);
    const names = [...(await store.fresh()).roles.values()].map(
      ({ name }) => name,
    );
    expect(names.filter(name => name === 'Release')).toHaveLength(1);
  });

  it('never hold everything, nor what is no name of a permission', async () => {
    const { boss } = await start();
    await expect(
      boss.createRole({ name: 'All', permissions: ['*'] }),
    ).rejects.toThrow('permissions: only the built-in role Administrator');
    await expect(
      boss.createRole({ name: 'All', permissions: ['two words'] }),
    ).rejects.toThrow('permissions: must be names of permissions');
  });

  it('are no more than 500', async () => {
    const { store, boss } = await start();
    const started_at = store.dialect.writeTime(Date.now());
    await store.change({}, ({ knex }) =>
      knex.batchInsert(
        ACCESS_TABLES.roleVersions,
        Array.from({ length: 498 }, (_, index) => ({
          role_id: `role-${index}`,
          version: 1,
          name: `Role ${index}`,
          name_key: `role ${index}`,
          description: '',
          permissions: '["audit-log.read"]',
          started_at,
        })),
        100,
      ),
    );
    await expect(
      boss.createRole({ name: 'One more', permissions: READS }),
    ).rejects.toThrow('There are 500 roles already');
  });

  it('hold nothing that whoever makes or changes them does not hold for the organization', async () => {
    const { manager, reading, role } = await start();
    // They read the audit log of a project, not of the organization.
    await expect(
      manager.createRole({ name: 'Log', permissions: ['audit-log.read'] }),
    ).rejects.toThrow(
      'You can give only what you hold yourself; for the whole organization you do not hold audit-log.read',
    );
    await expect(
      manager.createRole({ name: 'Log', permissions: ['LOG-MANAGEMENT'] }),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    await expect(
      manager.updateRole(reading, 1, {
        name: 'Reading',
        permissions: [...READS, 'catalog.entity.delete'],
      }),
    ).rejects.toThrow('you do not hold catalog.entity.delete');
    expect(await role(reading)).toMatchObject({ version: 1 });

    const { result } = await manager.createRole({
      name: 'Seeing',
      permissions: ['access-control.read'],
    });
    // What they hold in parts, they may put in as a bundle.
    await manager.updateRole(result, 1, {
      name: 'Seeing',
      permissions: ['ACCESS-MANAGEMENT'],
    });
    // Taking out needs nothing.
    const { meta } = await manager.updateRole(reading, 1, {
      name: 'Seeing less',
      permissions: ['audit-log.view'],
    });
    expect(meta).toEqual({
      roleName: 'Seeing less',
      before: { name: 'Reading', description: '', permissions: READS },
      after: {
        name: 'Seeing less',
        description: '',
        permissions: ['audit-log.view'],
      },
      added: [],
      removed: ['audit-log.read'],
      ownAccess: true,
    });
  });

  it('are changed by one of two administrators at once; the other is told what changed', async () => {
    const { store, boss, reading } = await start();
    const other = changesBy(await testStore(store.knex), 'omar');
    const outcomes = await Promise.allSettled([
      boss.updateRole(reading, 1, { name: 'By boss', permissions: READS }),
      other.updateRole(reading, 1, {
        name: 'By omar',
        permissions: ['audit-log.view'],
      }),
    ]);
    const refused = outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({
      name: 'PreconditionFailedError',
      statusCode: 412,
      current: { id: reading, version: 2, assignments: [expect.anything()] },
    });

    await boss.updateRole(reading, 2, {
      name: 'Reading',
      description: 'Reads',
      permissions: ['audit-log.view', 'catalog.entity.read'],
    });
    const { origin } = (await store.fresh()).roles.get(reading)!;
    await expect(
      boss.updateRole(reading, 1, { name: 'Late', permissions: READS }),
    ).rejects.toThrow(
      `The role Reading was changed by Boss at ${new Date(
        origin.since!,
      ).toISOString()}, after you loaded it: it has another description; it holds catalog.entity.read as well; it no longer holds audit-log.read`,
    );
    await expect(boss.deleteRole(reading, 1, true)).rejects.toMatchObject({
      name: 'PreconditionFailedError',
    });
    await expect(boss.deleteRole(reading, 7, true)).rejects.toThrow(
      'it never was in version 7',
    );
  });

  it('stay as they are when they are built in', async () => {
    const { boss } = await start();
    const input = { name: 'Mine', permissions: READS };
    for (const id of ['administrator', 'auditor']) {
      await expect(boss.updateRole(id, 1, input)).rejects.toThrow(
        'is a built-in role, which cannot be changed or deleted; duplicate it',
      );
      await expect(boss.deleteRole(id, 1, true)).rejects.toMatchObject({
        name: 'ConflictError',
      });
    }
    await expect(boss.updateRole('nothing', 1, input)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('say where they are used before they are deleted', async () => {
    const { store, boss, reading, role } = await start();
    await boss.assign([reading], ['group:default/retail', 'user:default/omar']);
    const left = await invite(store, [reading, 'auditor']);
    const withGroup = await invite(store, [reading], ['local-group:g']);
    const only = await invite(store, [reading]);
    // Neither of these is pending.
    await invite(store, [reading], [], {
      revoked_at: store.dialect.writeTime(Date.now()),
    });
    await invite(store, [reading], [], {
      expires_at: store.dialect.writeTime(Date.now() - 1),
    });
    await expect(boss.deleteRole(reading, 1)).rejects.toThrow(
      'The role Reading is in use: by 1 group (Retail), by 2 members (Manager, Omar), in 3 pending invitations',
    );
    const model = await store.fresh();
    const details = await readRoleDetails(
      { knex: store.knex, dialect: store.dialect, model },
      model.roles.get(reading)!,
    );
    expect(details.usage).toEqual({ groups: 1, members: 2, invitations: 3 });
    expect(details.assignments).toHaveLength(3);

    const { meta } = await boss.deleteRole(reading, 1, true);
    expect(meta).toMatchObject({
      before: {
        name: 'Reading',
        assignments: expect.arrayContaining([
          { subject: 'user:default/manager', level: forProject(RETAIL) },
        ]),
      },
      after: null,
      projects: [RETAIL],
      ownAccess: false,
    });
    expect(await role(reading)).toBeUndefined();
    const open = await store
      .knex(ACCESS_TABLES.assignments)
      .where({ role_id: reading })
      .whereNull('ended_at');
    expect(open).toEqual([]);
    expect(await left()).toEqual([['auditor'], []]);
    expect(await withGroup()).toEqual([[], ['local-group:g']]);
    // It would offer nothing: to revoke it is not for here.
    expect(await only()).toEqual([[reading], []]);
    // Its name is free again, and nobody has the new one.
    const again = await boss.createRole({
      name: 'reading',
      permissions: READS,
    });
    expect((await store.fresh()).assignmentsOfRole(again.result)).toEqual([]);
  });

  it('are never given while they are being deleted', async () => {
    const { store, boss } = await start();
    const other = changesBy(await testStore(store.knex), 'boss');
    for (let round = 0; round < 10; round++) {
      const { result: id } = await boss.createRole({
        name: `Round ${round}`,
        permissions: READS,
      });
      const unassign = round % 2 === 1;
      const outcomes = await Promise.allSettled(
        unassign
          ? [
              other.deleteRole(id, 1, unassign),
              boss.assign([id], ['user:default/jane']),
            ]
          : [boss.deleteRole(id, 1), other.assign([id], ['user:default/jane'])],
      );
      const rows = await store
        .knex(ACCESS_TABLES.assignments)
        .where({ role_id: id })
        .whereNull('ended_at');
      const { roles } = await store.fresh();
      // Whichever is first, a role that is gone is given to nobody.
      expect([
        ['done', 'NotFoundError', 'gone', 0],
        unassign
          ? ['done', 'done', 'gone', 0]
          : ['ConflictError', 'done', 'there', 1],
      ]).toContainEqual([
        ...outcomes.map(outcome =>
          outcome.status === 'rejected' ? outcome.reason.name : 'done',
        ),
        roles.has(id) ? 'there' : 'gone',
        rows.length,
      ]);
    }
  });

  it('are listed, the built-in ones first, and found by part of a text', async () => {
    const { store, boss } = await start();
    await boss.createRole({
      name: 'Émile',
      description: '100% of it_all',
      permissions: READS,
    });
    const model = await store.fresh();
    const names = (q?: string) =>
      listRoles(model, { q, limit: 10 }, new Map()).items.map(
        ({ name }) => name,
      );
    expect(names()).toEqual([
      'Administrator',
      'Auditor',
      'Émile',
      'Managing',
      'Reading',
    ]);
    expect(names('emi')).toEqual(['Émile']);
    expect(names('100%')).toEqual(['Émile']);
    expect(names('%')).toEqual(['Émile']);
    expect(names('READ')).toEqual(['Auditor', 'Reading']);
    const first = listRoles(model, { limit: 2 }, new Map());
    const second = listRoles(
      model,
      { limit: 2, cursor: first.nextCursor },
      new Map([['auditor', 2]]),
    );
    expect([first.total, second.items.map(({ name }) => name)]).toEqual([
      5,
      ['Émile', 'Managing'],
    ]);
  });
});
