// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { ACCESS_TABLES } from '../../database/accessTables';
import { changesBy, forProject } from '../__testUtils__/changesBy';
import { JANE, OMAR, RETAIL } from '../__testUtils__/managedAccess';
import { testStore } from '../__testUtils__/testStore';
import { invite } from './__testUtils__/invite';
import { managedRoles, READS } from './__testUtils__/managedRoles';
import { readRoleDetails } from './roleDetails';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('roles on %s', databaseId => {
  const start = async () => managedRoles(await databases.init(databaseId));

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

  it('say where they are used before they are deleted', async () => {
    const { store, boss, reading, role } = await start();
    await boss.assign([reading], ['group:default/retail', OMAR]);
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
          ? [other.deleteRole(id, 1, unassign), boss.assign([id], [JANE])]
          : [boss.deleteRole(id, 1), other.assign([id], [JANE])],
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
});
