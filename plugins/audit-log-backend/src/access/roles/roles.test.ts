// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { ACCESS_TABLES } from '../../database/accessTables';
import { changesBy } from '../__testUtils__/changesBy';
import { testStore } from '../__testUtils__/testStore';
import { managedRoles, READS } from './__testUtils__/managedRoles';
import { listRoles } from './listRoles';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('roles on %s', databaseId => {
  const start = async () => managedRoles(await databases.init(databaseId));

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
