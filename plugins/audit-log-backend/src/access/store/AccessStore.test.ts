// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import timers from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ACCESS_TABLES } from '../../database/accessTables';
import { storeDirectory } from '../__testUtils__/storeDirectory';
import { testStore } from '../__testUtils__/testStore';
import { Administrators } from '../Administrators';
import type { AccessStore } from './AccessStore';
import { recordConfiguration } from './recordConfiguration';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

async function assign(store: AccessStore, role: string, subject: string) {
  const id = randomUUID();
  await store.change({ by: 'user:default/boss' }, ({ knex, dialect, now }) =>
    knex(ACCESS_TABLES.assignments).insert({
      id,
      role_id: role,
      subject_ref: subject,
      project: '',
      fixed: false,
      started_at: dialect.writeTime(now),
      started_by: 'user:default/boss',
    }),
  );
  return id;
}

const end = (store: AccessStore, id: string) =>
  store.change({}, ({ knex, dialect, now }) =>
    knex(ACCESS_TABLES.assignments)
      .where({ id })
      .update({ ended_at: dialect.writeTime(now) }),
  );

describe.each(databases.eachSupportedId())('AccessStore on %s', databaseId => {
  it('has a change at once where it is made, and when asked everywhere', async () => {
    const knex = await databases.init(databaseId);
    const store = await testStore(knex);
    const replica = await testStore(knex);
    await replica.fresh();

    await assign(store, 'auditor', 'user:default/jane');
    const jane = {
      userEntityRef: 'user:default/jane',
      ownershipEntityRefs: [],
    };
    expect(store.decider()?.decide(jane, 'audit-log.read')).toEqual({
      kind: 'organization',
    });
    expect(replica.decider()?.decide(jane, 'audit-log.read')).toEqual({
      kind: 'none',
    });
    expect(
      (await replica.freshDecider()).decide(jane, 'audit-log.read'),
    ).toEqual({ kind: 'organization' });
  });

  it('has a change within a second on another replica that nobody asks', async () => {
    const knex = await databases.init(databaseId);
    const store = await testStore(knex);
    const replica = await testStore(knex);
    const { version } = await replica.fresh();
    const stop = new AbortController();
    const pauses = jest.spyOn(timers, 'setTimeout');
    const running = replica.run(stop.signal);
    const changed = replica.waitForOther(version, 60_000, stop.signal);

    await assign(store, 'auditor', 'user:default/jane');
    const other = await changed;
    // It looks at least twice a second, however long a machine takes for that.
    const milliseconds = pauses.mock.calls.map(([pause]) => pause);
    pauses.mockRestore();
    expect(milliseconds).not.toEqual([]);
    expect(new Set(milliseconds)).toEqual(new Set([500]));
    expect(other?.model.assignmentsOfSubject('user:default/jane')).toHaveLength(
      1,
    );
    stop.abort();
    await running;
  });

  it('leaves no trace of a change that fails', async () => {
    const knex = await databases.init(databaseId);
    const store = await testStore(knex);
    const { version } = await store.fresh();
    await expect(
      store.change({}, async transaction => {
        await transaction.knex(ACCESS_TABLES.assignments).insert({
          id: randomUUID(),
          role_id: 'auditor',
          subject_ref: 'user:default/jane',
          project: '',
          fixed: false,
          started_at: transaction.dialect.writeTime(transaction.now),
        });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect((await store.fresh()).version).toBe(version);
    expect(await knex(ACCESS_TABLES.assignments)).toEqual([]);
  });

  it('lets one change happen at a time', async () => {
    const knex = await databases.init(databaseId);
    const stores = await Promise.all([testStore(knex), testStore(knex)]);
    // Each adds a role to jane only if she has none: without the lock, both see none.
    const work = (store: AccessStore) =>
      store.change({}, async ({ model, knex: transaction, dialect, now }) => {
        if (model.assignmentsOfSubject('user:default/jane').length === 0) {
          await transaction(ACCESS_TABLES.assignments).insert({
            id: randomUUID(),
            role_id: 'auditor',
            subject_ref: 'user:default/jane',
            project: `system:default/${randomUUID()}`,
            fixed: false,
            started_at: dialect.writeTime(now),
          });
        }
      });
    await Promise.all([...stores, ...stores].map(work));
    expect(await knex(ACCESS_TABLES.assignments)).toHaveLength(1);
  });

  it('keeps the last administrator, and nobody where there was none', async () => {
    const knex = await databases.init(databaseId);
    const store = await testStore(knex, {});
    const first = await assign(store, 'administrator', 'user:default/ann');
    await expect(end(store, first)).rejects.toThrow(
      'Nobody would administer the organization any more',
    );
    await assign(store, 'administrator', 'user:default/bob');
    await end(store, first);
    expect([...(await store.fresh()).administrators()]).toEqual([
      'user:default/bob',
    ]);
  });

  it('counts on no administrator whom another replica found gone from the catalog', async () => {
    const knex = await databases.init(databaseId);
    const store = await testStore(knex, { groups: ['admins'] });
    const replica = await testStore(knex, { groups: ['admins'] });
    await storeDirectory(store, {
      people: ['ann'],
      groups: ['admins'],
      edges: [['user:default/ann', 'group:default/admins']],
    });
    const boss = await assign(store, 'administrator', 'user:default/boss');
    await replica.changeDirectory(transaction =>
      transaction(ACCESS_TABLES.catalogEdges).delete(),
    );
    expect([...store.current()!.administrators()].sort()).toEqual([
      'user:default/ann',
      'user:default/boss',
    ]);
    await expect(end(store, boss)).rejects.toThrow(
      'Nobody would administer the organization any more',
    );
  });

  it('reads in a change only what is not in memory, and the catalog once at most', async () => {
    const knex = await databases.init(databaseId);
    const store = await testStore(knex);
    const reads: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => {
      const [, table] = /^select .* from .access_(\w+)./.exec(sql) ?? [];
      if (table && table !== 'state') {
        reads.push(table);
      }
    });
    const readBy = async (work: () => Promise<unknown>) => {
      reads.length = 0;
      await work();
      return [...reads].sort();
    };
    const facts = [
      'assignments',
      'group_members',
      'group_versions',
      'role_versions',
    ];
    const directory = ['catalog_edges', 'catalog_groups', 'people'];
    const change = (by: AccessStore) => () => by.change({}, async () => {});

    // Nothing is known yet: all of it before the change, and what it can have changed after it.
    expect(await readBy(change(store))).toEqual(
      [...facts, ...facts, ...directory].sort(),
    );
    expect(await readBy(change(store))).toEqual(facts);
    const replica = await testStore(knex);
    await replica.changeDirectory(async () => {});
    expect(await readBy(change(store))).toEqual(
      [...facts, ...facts, ...directory].sort(),
    );
  });

  it('gives each model a version of its own, in a change as well', async () => {
    const knex = await databases.init(databaseId);
    const store = await testStore(knex);
    const replica = await testStore(knex);
    const other = await testStore(knex, { users: ['other'] });
    const { version } = await store.fresh();
    expect((await replica.fresh()).version).toBe(version);
    expect((await other.fresh()).version).not.toBe(version);
    for (const each of [store, replica]) {
      const before = (await store.fresh()).version;
      const during = await each.change({}, async ({ model }) => model.version);
      expect(during).toBe(before);
      expect(each.current()?.version).not.toBe(before);
    }
  });

  it('says who had what at a time, the configuration included', async () => {
    const knex = await databases.init(databaseId);
    const store = await testStore(knex, { users: ['boss'] });
    const administrators = (config: object) =>
      Administrators.fromConfig(
        new ConfigReader({ auditLog: { administrators: config } }),
      );
    await recordConfiguration(store, administrators({ users: ['boss'] }));
    await recordConfiguration(store, administrators({ users: ['boss'] }));
    expect(await knex(ACCESS_TABLES.assignments)).toHaveLength(1);
    const id = await assign(store, 'auditor', 'user:default/jane');
    const [{ started_at: started }] = await knex(
      ACCESS_TABLES.assignments,
    ).where({ id });
    const while_ = store.dialect.readTime(started);

    // Ended later than it began, whatever the clock's grain.
    await knex(ACCESS_TABLES.assignments)
      .where({ id })
      .update({ ended_at: store.dialect.writeTime(while_ + 60_000) });
    await recordConfiguration(store, administrators({ users: ['other'] }));

    const then = await store.asOf(while_);
    expect(then.assignmentsOfSubject('user:default/jane')).toHaveLength(1);
    expect([...then.administrators()]).toEqual(['user:default/boss']);
    const before = await store.asOf(while_ - 60_000);
    expect(before.assignmentsOfSubject('user:default/jane')).toEqual([]);
    const after = await store.asOf(while_ + 120_000);
    expect(after.assignmentsOfSubject('user:default/jane')).toEqual([]);
    expect([...after.administrators()]).toEqual(['user:default/other']);
  });

  it('fails closed when the database cannot be asked', async () => {
    const knex = await databases.init(databaseId);
    const store = await testStore(knex);
    await store.fresh();
    await knex.schema.dropTable(ACCESS_TABLES.state);
    await expect(store.freshDecider()).rejects.toThrow();
    // What does not have to be fresh goes on.
    expect(store.decider()).toBeDefined();
  });
});
