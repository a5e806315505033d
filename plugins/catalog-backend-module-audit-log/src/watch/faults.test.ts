// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import {
  createTestCatalog,
  entityOf,
  FILE,
  type TestCatalog,
} from '../__testUtils__/testCatalog';
import { isSqlite } from '../database/engine';
import { testWatch } from '../__testUtils__/testWatch';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(600_000);

const WHAT_HAPPENS = [
  'api-proxy-change.create api:default/orders',
  'entity-change.create component:default/new',
  'entity-change.update component:default/web',
  'entity-change.delete component:default/deleted',
  'entity-change.delete component:default/gone',
];

/** Statements fail from the n-th one on, before the database sees it or after. */
function failFrom(knex: Knex, n: number, when: 'before' | 'after') {
  const prototype = Object.getPrototypeOf(knex.client);
  const query = prototype._query;
  let count = 0;
  // It would tell of each connection that breaks.
  jest.spyOn(knex.client.logger, 'warn').mockImplementation();
  const spy = jest
    .spyOn(prototype, '_query')
    .mockImplementation(async function fail(
      this: unknown,
      connection: unknown,
      statement: unknown,
    ) {
      const { sql } = statement as { sql: string };
      count += 1;
      // What a broken connection does by itself.
      if (/^ROLLBACK/i.test(sql) || count < n) {
        return query.call(this, connection, statement);
      }
      if (count === n && when === 'after') {
        await query.call(this, connection, statement);
      }
      // The connection goes with the process; in memory, SQLite's must stay.
      (connection as { __knex__disposed?: unknown }).__knex__disposed =
        !isSqlite(knex);
      throw new Error('The process died');
    });
  return {
    /** Whether there were as many statements. */
    async restore() {
      spy.mockRestore();
      if (isSqlite(knex)) {
        await knex.raw('ROLLBACK').catch(() => {});
      }
      return count >= n;
    },
  };
}

describe.each(databases.eachSupportedId())('faults on %s', databaseId => {
  async function prepare(catalog: TestCatalog) {
    await catalog.put(entityOf('Component:web', { owner: 'x' }));
    await catalog.put(entityOf('Component:gone'));
    return catalog.put(entityOf('Component:deleted'));
  }

  async function happen(catalog: TestCatalog) {
    await catalog.put(entityOf('API:orders'));
    await catalog.put(entityOf('Component:new'));
    await catalog.put(entityOf('Component:web', { owner: 'y' }));
    await catalog.remove('component:default/gone');
    await catalog.remove('component:default/deleted');
  }

  it.each(['before', 'after'] as const)(
    'loses and repeats nothing when the process dies, or the database goes, %s any statement',
    async when => {
      const knex = await databases.init(databaseId);
      const catalog = await createTestCatalog(knex);
      let statements = 0;
      for (let isLast = false; !isLast; ) {
        statements += 1;
        const replica = testWatch(knex);
        const uid = await prepare(catalog);
        await knex('audit_log_watch').update({ first_look_at: null });
        await replica.settle();
        await replica.operation('catalog.location-mutate.create', {
          location: { type: 'url', target: FILE.slice(4) },
        });
        await replica.operation('catalog.entity-mutate.delete', { uid });
        await happen(catalog);

        const faults = failFrom(knex, statements, when);
        await replica.lookAndDeliver();
        // What is marked missing by then, or is not.
        await replica.lookAndDeliver(30_000);
        isLast = !(await faults.restore());

        const { auditLog, clock } = replica;
        const restarted = testWatch(knex, { auditLog, clock });
        await restarted.lookAndDeliver();
        await restarted.lookAndDeliver(30_000);
        await restarted.lookAndDeliver(30_000);
        expect([...auditLog.told].sort()).toEqual([...WHAT_HAPPENS].sort());

        await catalog.removeAll();
        expect(await knex('audit_log_outbox')).toEqual([]);
        for (const table of ['entities', 'contents', 'causes']) {
          await knex(`audit_log_${table}`).delete();
        }
        await knex('audit_log_watch').update({ baseline_at: null });
      }
      // Reading what is known, two looks' writing, delivering.
      expect(statements).toBeGreaterThan(30);
    },
  );
});

describe.each(databases.eachSupportedId())('replicas on %s', databaseId => {
  it('report every change once when they look at the same time', async () => {
    const knex = await databases.init(databaseId);
    const catalog = await createTestCatalog(knex);
    await catalog.put(entityOf('System:shop'));
    const one = testWatch(knex);
    await one.settle();
    const commits: string[] = [];
    const auditLog = {
      ...one.auditLog,
      commit: async (records: Parameters<typeof one.auditLog.commit>[0]) => {
        commits.push(...records.map(({ id }) => id!));
        await one.auditLog.commit(records);
      },
    };
    const replicas = [1, 2, 3].map(() =>
      testWatch(knex, { auditLog: auditLog as any, clock: one.clock }),
    );
    for (let round = 0; round < 15; round++) {
      await catalog.put(entityOf(`Component:part-${round}`, { round }));
      await catalog.put(entityOf('System:shop', { round }));
      await catalog.remove(`component:default/part-${round - 3}`);
      await Promise.all(replicas.map(({ look }) => look(10_000)));
      await Promise.all(replicas.map(({ deliver }) => deliver()));
    }
    await Promise.all(replicas.map(({ look }) => look(60_000)));
    await Promise.all(replicas.map(({ deliver }) => deliver()));
    const { told } = one.auditLog;
    const count = (pattern: RegExp) =>
      told.filter(line => pattern.test(line)).length;
    expect({
      created: count(/create component/),
      updated: count(/update system/),
      deleted: count(/delete component/),
      all: told.length,
    }).toEqual({ created: 15, updated: 15, deleted: 12, all: 42 });
    // Delivered by more than one at times, which the audit log takes as done.
    expect(new Set(commits).size).toBe(42);
  });
});
