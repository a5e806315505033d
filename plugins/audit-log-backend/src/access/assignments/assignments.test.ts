// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { ACCESS_TABLES } from '../../database/accessTables';
import { changesBy, forProject } from '../__testUtils__/changesBy';
import {
  JANE,
  managedAccess,
  OMAR,
  RETAIL,
} from '../__testUtils__/managedAccess';
import { storeDirectory } from '../__testUtils__/storeDirectory';
import { testStore } from '../__testUtils__/testStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('assignments on %s', databaseId => {
  async function start(administrators?: object) {
    const access = await managedAccess(
      await databases.init(databaseId),
      {
        groups: ['retail', 'admins'],
        edges: [
          [JANE, 'group:default/retail'],
          ['user:default/manager', 'group:default/retail'],
        ],
      },
      { administrators },
    );
    return {
      ...access,
      subjects: async (id: string) =>
        (await access.store.fresh())
          .assignmentsOfRole(id)
          .map(({ subject, project }) => [subject, project]),
    };
  }

  it('are made of several roles and several subjects at once, and once only', async () => {
    const { store, boss, reading } = await start();
    const { result: group } = await boss.createGroup({ name: 'Reviewers' });
    const given = ['User:default/Jane', 'group:retail', 'user:jane', group];
    const first = await boss.assign(['auditor', reading], given);
    expect(first.result).toHaveLength(6);
    expect(first.meta).toMatchObject({
      roleIds: ['auditor', reading],
      roleNames: ['Auditor', 'Reading'],
      subjects: [JANE, 'group:default/retail', group],
      subjectNames: ['Jane', 'Retail', 'Reviewers'],
      level: { kind: 'organization' },
      before: [],
      ownAccess: false,
    });
    expect((await store.fresh()).assignments.get(first.result[0])).toEqual({
      id: first.result[0],
      role: 'auditor',
      subject: JANE,
      fixed: false,
      origin: { since: expect.any(Number), by: 'user:default/boss' },
    });

    const again = await boss.assign(['auditor'], [OMAR, JANE]);
    expect(again.result).toHaveLength(2);
    expect(again.result).toContain(first.result[0]);
    expect(again.meta).toMatchObject({
      before: [{ roleId: 'auditor', subject: JANE }],
      after: [
        { roleId: 'auditor', subject: JANE },
        { roleId: 'auditor', subject: OMAR },
      ],
    });
    // Another level is another assignment.
    const project = await boss.assign(
      ['auditor'],
      [JANE],
      forProject('System:Retail'),
    );
    expect(first.result).not.toContain(project.result[0]);
    expect(
      (await store.fresh()).assignments.get(project.result[0]),
    ).toMatchObject({ project: RETAIL });
  });

  it('are all made or none', async () => {
    const { boss, subjects } = await start();
    await expect(
      boss.assign(['auditor'], [JANE, 'user:default/nobody', 'x:y:z']),
    ).rejects.toThrow(
      'subjects: each must be a group, or a person whom the catalog knows, and these are not: user:default/nobody, x:y:z',
    );
    await expect(boss.assign(['auditor', 'gone'], [JANE])).rejects.toThrow(
      'There is no role gone',
    );
    for (const subject of ['system:default/retail', 'local-group:gone']) {
      await expect(boss.assign(['auditor'], [subject])).rejects.toMatchObject({
        name: 'InputError',
      });
    }
    expect(await subjects('auditor')).toEqual([]);
  });

  it('are for the organization, a System or a Domain', async () => {
    const { boss, subjects } = await start();
    for (const project of ['component:default/site', 'retail', 'a:b:c']) {
      await expect(
        boss.assign(['auditor'], [JANE], forProject(project)),
      ).rejects.toThrow('level.project: must be the reference of a System');
    }
    await boss.assign(['auditor'], [JANE], forProject('domain:payments'));
    expect(await subjects('auditor')).toEqual([
      [JANE, 'domain:default/payments'],
    ]);
    await expect(
      boss.assign(['administrator'], [JANE], forProject(RETAIL)),
    ).rejects.toThrow('level: an administrator administers the whole');
  });

  it('are at most 1,000 new ones at once', async () => {
    const { store, boss } = await start();
    const names = Array.from({ length: 100 }, (_, index) => `p${index}`);
    await storeDirectory(store, { people: names });
    const roles = [];
    for (let index = 0; index < 11; index++) {
      const { result } = await boss.createRole({
        name: `Role ${index}`,
        permissions: ['audit-log.read'],
      });
      roles.push(result);
    }
    const people = names.map(name => `user:default/${name}`);
    await expect(boss.assign(roles, people)).rejects.toThrow(
      'at most 1000 can be made at once',
    );
    const { result } = await boss.assign(roles.slice(1), people);
    expect(new Set(result).size).toBe(1_000);
    // Those that are there already do not count.
    expect((await boss.assign(roles, people)).result).toHaveLength(1_100);
  });

  it('give nobody what whoever makes them does not hold at that level', async () => {
    const { boss, manager, managing, reading, subjects } = await start();
    await expect(manager.assign([reading], [JANE])).rejects.toThrow(
      'for the whole organization you do not hold audit-log.read',
    );
    await expect(
      manager.assign([reading], [JANE], forProject('system:default/billing')),
    ).rejects.toThrow(
      'for the project system:default/billing you do not hold audit-log.read',
    );
    await expect(
      manager.assign(['auditor'], [JANE], forProject(RETAIL)),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    await expect(
      manager.assign(['administrator'], ['user:default/manager']),
    ).rejects.toThrow('you do not hold everything');
    // One of several that is too much is too much for all.
    await expect(
      manager.assign([managing, reading], [JANE]),
    ).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(await subjects(managing)).toHaveLength(1);
    // What means nothing for a project, nobody holds by a role for one.
    const { result: mixed } = await boss.createRole({
      name: 'Mixed',
      permissions: ['audit-log.read', 'catalog.entity.delete'],
    });
    await boss.assign([mixed], ['user:default/manager'], forProject(RETAIL));
    await expect(
      manager.assign([mixed], [JANE], forProject(RETAIL)),
    ).rejects.toThrow(
      'for the project system:default/retail you do not hold catalog.entity.delete.',
    );

    await manager.assign([reading], [JANE], forProject(RETAIL));
    await manager.assign([managing], [JANE]);
    expect(await subjects(reading)).toEqual(
      expect.arrayContaining([[JANE, RETAIL]]),
    );
    expect(await subjects(managing)).toHaveLength(2);
  });

  it('are marked when they change what whoever makes them has', async () => {
    const { manager, managing } = await start();
    const own = async (subject: string) => {
      const { result, meta } = await manager.assign([managing], [subject]);
      const { meta: undone } = await manager.unassign(result[0]);
      return [meta.ownAccess, undone.ownAccess];
    };
    expect(await own(JANE)).toEqual([false, false]);
    expect(await own('group:default/retail')).toEqual([true, true]);
    expect(
      (await manager.assign([managing], ['user:default/manager'])).meta,
    ).toMatchObject({ ownAccess: false });
  });

  it('are taken away by whoever may change access, the role Administrator by administrators only', async () => {
    const { store, boss, manager, reading, subjects } = await start();
    const { result } = await boss.assign([reading, 'administrator'], [JANE]);
    const [read, administers] = result;
    const { meta } = await manager.unassign(read);
    expect(meta).toMatchObject({
      roleNames: ['Reading'],
      subjectNames: ['Jane'],
      before: [{ roleId: reading, subject: JANE }],
      after: [],
    });
    await expect(manager.unassign(read)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    await expect(manager.unassign(administers)).rejects.toThrow(
      'Only an organization administrator decides',
    );
    await changesBy(store, 'jane').unassign(administers);
    expect(await subjects('administrator')).not.toContainEqual([
      JANE,
      undefined,
    ]);
    const rows = await store
      .knex(ACCESS_TABLES.assignments)
      .whereIn('id', result);
    expect(rows.map(row => row.ended_by).sort()).toEqual([
      JANE,
      'user:default/manager',
    ]);
  });

  it('of the configuration stay, and can be made here in addition', async () => {
    const { store, boss, subjects } = await start();
    await expect(
      boss.unassign('configuration:user:default/boss'),
    ).rejects.toThrow(
      'The configuration makes user:default/boss an organization administrator; take it out of auditLog.administrators',
    );
    const { result } = await boss.assign(
      ['administrator'],
      ['user:default/boss'],
    );
    expect(result[0]).not.toMatch(/^configuration/);
    expect(await subjects('administrator')).toHaveLength(3);
    // The same store without the configuration: they still administer.
    const later = await testStore(store.knex, {});
    expect([...(await later.fresh()).administrators()]).toEqual([
      'user:default/boss',
    ]);
  });

  it('leave an administrator, whoever is the quicker of the last two', async () => {
    const first = await start();
    await first.boss.assign(['administrator'], [JANE, OMAR]);
    const store = await testStore(first.store.knex, {});
    const replica = await testStore(first.store.knex, {});
    const of = async (subject: string) =>
      (await store.fresh())
        .assignmentsOfSubject(subject)
        .find(({ role }) => role === 'administrator')!.id;
    const ids = [await of(JANE), await of(OMAR)];
    const outcomes = await Promise.allSettled([
      changesBy(store, 'jane').unassign(ids[1]),
      changesBy(replica, 'omar').unassign(ids[0]),
    ]);
    expect(
      outcomes.filter(({ status }) => status === 'fulfilled'),
    ).toHaveLength(1);
    const [last] = (await store.fresh()).administrators();
    await expect(
      changesBy(store, last.slice('user:default/'.length)).unassign(
        await of(last),
      ),
    ).rejects.toThrow('Nobody would administer the organization any more');
  });
});
