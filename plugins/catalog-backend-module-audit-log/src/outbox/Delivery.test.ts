// SPDX-License-Identifier: Apache-2.0
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { createTestCatalog, entityOf } from '../__testUtils__/testCatalog';
import { testAuditLog, testWatch } from '../__testUtils__/testWatch';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('Delivery on %s', databaseId => {
  async function start() {
    const knex = await databases.init(databaseId);
    const catalog = await createTestCatalog(knex);
    const logger = mockServices.logger.mock();
    const watch = testWatch(knex, { logger });
    await catalog.put(entityOf('System:shop'));
    await watch.settle();
    const waiting = async () =>
      Number((await knex('audit_log_outbox').count({ count: '*' }))[0].count);
    return { knex, catalog, waiting, ...watch };
  }

  it('waits while the audit log is away, says so once a minute, and then delivers in order', async () => {
    const { catalog, logger, look, deliver, clock, auditLog, waiting } =
      await start();
    auditLog.isAway = true;
    for (const name of ['c', 'a', 'b']) {
      await catalog.put(entityOf(`Component:${name}`));
      await look();
      await deliver();
    }
    expect(await waiting()).toBe(3);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    clock.now += 60_000;
    await deliver();
    expect(logger.warn).toHaveBeenCalledTimes(2);

    auditLog.isAway = false;
    await deliver();
    await deliver();
    expect(await waiting()).toBe(0);
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(auditLog.told).toEqual(
      ['c', 'a', 'b'].map(
        name => `entity-change.create component:default/${name}`,
      ),
    );
  });

  it('delivers again, under the same ids, what it could not take out after it was recorded', async () => {
    const { knex, catalog, look, deliver, waiting, auditLog } = await start();
    const commits: string[][] = [];
    const other = testWatch(knex, {
      auditLog: {
        ...testAuditLog(),
        commit: async records => {
          commits.push(records.map(({ id }) => id!));
          if (commits.length === 1) {
            // Recorded, and nobody there any more to hear of it.
            throw new Error('The process died');
          }
        },
      },
    });
    await catalog.put(entityOf('API:orders', { lifecycle: 'test' }));
    await look();
    await deliver();
    auditLog.forget();
    await catalog.put(
      entityOf('API:orders', { lifecycle: 'live', owner: 'x' }),
    );
    await look();
    await other.deliver();
    await other.deliver();
    // A promotion, and what else was changed.
    expect(commits[0]).toHaveLength(2);
    expect(commits).toEqual([commits[0], commits[0]]);
    expect(await waiting()).toBe(0);
  });

  it('takes no more at once than the memory bears', async () => {
    const { catalog, look, deliver, waiting, auditLog } = await start();
    const large = 'x'.repeat(3 * 1024 * 1024);
    for (let index = 0; index < 5; index++) {
      await catalog.put(entityOf(`API:large-${index}`, { definition: large }));
    }
    await look();
    await deliver();
    expect(await waiting()).toBe(0);
    expect(auditLog.records).toHaveLength(5);
    // The baseline, then two and two and one.
    expect(auditLog.commits).toBe(4);
  });
});
