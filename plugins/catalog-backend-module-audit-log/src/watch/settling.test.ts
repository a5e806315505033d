// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { TestDatabases } from '@backstage/backend-test-utils';
import { createTestCatalog, entityOf } from '../__testUtils__/testCatalog';
import { testWatch } from '../__testUtils__/testWatch';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const WEB = 'component:default/web';

describe.each(databases.eachSupportedId())('settling on %s', databaseId => {
  async function start() {
    const knex = await databases.init(databaseId);
    const catalog = await createTestCatalog(knex);
    return { knex, catalog, ...testWatch(knex) };
  }

  /** A catalog that is watched, with a System and a Component in it. */
  async function startSettled() {
    const started = await start();
    await started.catalog.put(entityOf('System:shop', { owner: 'x' }));
    await started.catalog.put(entityOf('Component:web', { owner: 'x' }));
    await started.settle();
    return started;
  }

  describe('an entity that is back within the settling time', () => {
    it('was never gone when it is as it was, under another uid', async () => {
      const { catalog, lookAndDeliver, auditLog } = await startSettled();
      for (let flaps = 0; flaps < 4; flaps++) {
        await catalog.remove(WEB);
        await lookAndDeliver();
        await catalog.put(entityOf('Component:web', { owner: 'x' }), {
          uid: randomUUID(),
        });
        await lookAndDeliver();
      }
      await lookAndDeliver(60_000);
      expect(auditLog.records).toEqual([]);
    });

    it('was changed when it is not', async () => {
      const { catalog, lookAndDeliver, auditLog } = await startSettled();
      await catalog.remove(WEB);
      await lookAndDeliver();
      await catalog.put(entityOf('Component:web', { owner: 'y' }));
      await lookAndDeliver();
      await lookAndDeliver(60_000);
      expect(auditLog.records).toMatchObject([
        { action: 'entity-change.update', changes: [{ after: 'y' }] },
      ]);
    });

    it('was not missed when it was away between two looks only', async () => {
      const { catalog, lookAndDeliver, auditLog } = await startSettled();
      await catalog.put(entityOf('Component:web', { owner: 'x' }), {
        uid: randomUUID(),
      });
      await lookAndDeliver();
      await lookAndDeliver(60_000);
      expect(auditLog.records).toEqual([]);
    });

    it('was deleted and created when it is back later', async () => {
      const { catalog, lookAndDeliver, auditLog } = await startSettled();
      await catalog.remove(WEB);
      await lookAndDeliver();
      await lookAndDeliver(30_000);
      await catalog.put(entityOf('Component:web', { owner: 'x' }));
      await lookAndDeliver();
      expect(auditLog.told).toEqual([
        `entity-change.delete ${WEB}`,
        `entity-change.create ${WEB}`,
      ]);
    });
  });

  describe('a catalog that is read in anew', () => {
    const names = Array.from({ length: 40 }, (_, index) => `part-${index}`);

    async function startLarge() {
      const started = await start();
      for (const name of names) {
        await started.catalog.put(entityOf(`Component:${name}`));
      }
      await started.settle();
      return started;
    }

    it('has lost nothing when it is back, however slowly', async () => {
      const { catalog, lookAndDeliver, auditLog } = await startLarge();
      await catalog.removeAll();
      await lookAndDeliver();
      for (const name of names) {
        await lookAndDeliver(15_000);
        await catalog.put(entityOf(`Component:${name}`));
      }
      await lookAndDeliver();
      await lookAndDeliver();
      await lookAndDeliver(60_000);
      expect(auditLog.records).toEqual([]);
    });

    it('has lost what is not back when it has come to rest', async () => {
      const { catalog, lookAndDeliver, auditLog } = await startLarge();
      await catalog.removeAll();
      await lookAndDeliver();
      for (const name of names.slice(0, 38)) {
        await catalog.put(entityOf(`Component:${name}`));
      }
      await lookAndDeliver(60_000);
      await lookAndDeliver();
      expect(auditLog.told).toEqual([
        'entity-change.delete component:default/part-38',
        'entity-change.delete component:default/part-39',
      ]);
    });

    it('has lost what is not back after a quarter of an hour', async () => {
      const { catalog, lookAndDeliver, auditLog } = await startLarge();
      await catalog.removeAll();
      await lookAndDeliver();
      await lookAndDeliver(14 * 60_000);
      expect(auditLog.records).toEqual([]);
      await lookAndDeliver(60_000);
      expect(auditLog.records).toHaveLength(40);
      await lookAndDeliver();
      expect(auditLog.records).toHaveLength(40);
    });
  });
});
