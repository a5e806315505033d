// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { createTestCatalog, entityOf } from '../__testUtils__/testCatalog';
import { testWatch } from '../__testUtils__/testWatch';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const SHOP = 'system:default/shop';
const WEB = 'component:default/web';

describe.each(databases.eachSupportedId())('Watcher on %s', databaseId => {
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

  describe('what happens', () => {
    it('is reported once, with the state before and after', async () => {
      const { catalog, lookAndDeliver, auditLog } = await startSettled();
      await catalog.put(entityOf('API:orders', { type: 'openapi' }));
      await catalog.put(entityOf('Component:web', { owner: 'y' }));
      await lookAndDeliver();
      expect(auditLog.records).toMatchObject([
        {
          action: 'api-proxy-change.create',
          targets: [{ ref: 'api:default/orders' }],
          meta: { state: { spec: { type: 'openapi' } } },
        },
        {
          action: 'entity-change.update',
          changes: [{ path: '/spec/owner', before: 'x', after: 'y' }],
        },
      ]);
      await lookAndDeliver();
      expect(auditLog.records).toHaveLength(2);

      await catalog.remove(WEB);
      await lookAndDeliver();
      expect(auditLog.records).toHaveLength(2);
      await lookAndDeliver(29_999);
      expect(auditLog.records).toHaveLength(2);
      await lookAndDeliver(1);
      expect(auditLog.records[2]).toMatchObject({
        action: 'entity-change.delete',
        targets: [{ ref: WEB }],
        meta: { lastState: { spec: { owner: 'y' } } },
        // When it was seen to be gone, not when that was believed.
        occurredAt: new Date(
          auditLog.records[0].occurredAt!.getTime() + 20_000,
        ),
      });
      await lookAndDeliver();
      expect(auditLog.records).toHaveLength(3);
    });

    it('is nothing when processing alone has changed an entity', async () => {
      const { catalog, lookAndDeliver, auditLog, knex } = await startSettled();
      await catalog.put({
        ...entityOf(
          'Component:web',
          { owner: 'x' },
          {
            'backstage.io/orphan': 'true',
            'backstage.io/managed-by-location': 'url:https://example.org/moved',
          },
        ),
        relations: [{ type: 'ownedBy', targetRef: 'group:default/x' }],
      });
      await lookAndDeliver();
      expect(auditLog.records).toEqual([]);
      const [{ hash }] = await knex('final_entities').where({
        entity_ref: WEB,
      });
      expect(
        await knex('audit_log_entities').where({ entity_ref: WEB }),
      ).toMatchObject([{ hash }]);
    });

    it('is seen however many things happen, and however large they are', async () => {
      const { catalog, lookAndDeliver, auditLog } = await startSettled();
      const large = 'x'.repeat(1024 * 1024);
      for (let index = 0; index < 12; index++) {
        await catalog.put(
          entityOf(`API:large-${index}`, { definition: large }),
        );
      }
      for (let index = 0; index < 510; index++) {
        await catalog.put(entityOf(`Component:small-${index}`));
      }
      await lookAndDeliver();
      expect(new Set(auditLog.told).size).toBe(522);
      expect(auditLog.records).toHaveLength(522);
      // As large as they are, not all of them are handed over at once.
      expect(auditLog.commits).toBeGreaterThan(5);
    });

    it('is seen where an entity cannot be read, too', async () => {
      const { knex, catalog, lookAndDeliver, auditLog } = await startSettled();
      await catalog.put(entityOf('Component:broken'));
      await knex('final_entities')
        .where({ entity_ref: 'component:default/broken' })
        .update({ final_entity: '{"metadata":' });
      await catalog.put(entityOf('Component:new'));
      await lookAndDeliver();
      await lookAndDeliver();
      expect(auditLog.told).toEqual([
        'entity-change.create component:default/broken',
        'entity-change.create component:default/new',
      ]);
    });
  });

  describe('the reason of a deletion', () => {
    const reasons = (auditLog: { records: readonly any[] }) =>
      auditLog.records.map(({ targets, meta }) => [
        targets[0].ref,
        meta.reason,
      ]);

    it('tells what its provider took back from what was orphaned', async () => {
      const { catalog, lookAndDeliver, settle, auditLog } = await start();
      const location = 'location:default/all';
      await catalog.put(entityOf('Location:all'), { provider: 'ldap' });
      await catalog.put(entityOf('Location:part'), { parent: location });
      for (const name of ['left-out', 'kept']) {
        await catalog.put(entityOf(`Component:${name}`), {
          parent: 'location:default/part',
        });
      }
      await catalog.put(entityOf('Group:staff'), { provider: 'ldap' });
      await settle();

      await catalog.remove('component:default/left-out');
      await catalog.remove('group:default/staff');
      await lookAndDeliver();
      await lookAndDeliver(30_000);
      expect(reasons(auditLog)).toEqual([
        ['component:default/left-out', 'orphaned'],
        ['group:default/staff', 'withdrawn-by-provider'],
      ]);

      auditLog.forget();
      for (const ref of ['kept', 'part', 'all']) {
        await catalog.remove(
          ref === 'kept'
            ? `component:default/${ref}`
            : `location:default/${ref}`,
        );
      }
      await lookAndDeliver();
      await lookAndDeliver(30_000);
      expect(reasons(auditLog)).toEqual([
        ['component:default/kept', 'withdrawn-by-provider'],
        [location, 'withdrawn-by-provider'],
        ['location:default/part', 'withdrawn-by-provider'],
      ]);
    });

    it('is that it was an orphan, where it was one', async () => {
      const { catalog, lookAndDeliver, auditLog } = await startSettled();
      await catalog.put(
        entityOf(
          'System:shop',
          { owner: 'x' },
          { 'backstage.io/orphan': 'true' },
        ),
      );
      await lookAndDeliver();
      await catalog.remove(SHOP);
      await lookAndDeliver();
      await lookAndDeliver(30_000);
      expect(reasons(auditLog)).toEqual([[SHOP, 'orphaned']]);
    });

    it('is not told where nothing tells it', async () => {
      const { catalog, lookAndDeliver, auditLog } = await startSettled();
      await catalog.remove(SHOP);
      await lookAndDeliver();
      await lookAndDeliver(30_000);
      expect(reasons(auditLog)).toEqual([[SHOP, undefined]]);
    });
  });
});
