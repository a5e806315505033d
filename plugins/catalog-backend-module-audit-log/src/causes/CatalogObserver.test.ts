// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { entityOf } from '../__testUtils__/testCatalog';
import {
  LOCATION_REF,
  OF_LOCATION,
  TARGET,
  testLocation,
} from '../__testUtils__/testLocation';
import { JANE, testWatch } from '../__testUtils__/testWatch';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const UNREGISTER = 'catalog.location-mutate.delete';
const DELETE = 'catalog.entity-mutate.delete';

describe.each(databases.eachSupportedId())(
  'CatalogObserver on %s',
  databaseId => {
    const start = async () => testLocation(await databases.init(databaseId));

    /** What was recorded, by whom and as part of what. */
    const byWhom = (records: readonly any[]) =>
      records.map(({ action, targets, actor, operationId }) => ({
        what: `${action} ${targets[0].ref}`,
        actor: actor.ref,
        operationId,
      }));

    describe('a registration', () => {
      it('is behind everything that the location brings, and nothing that comes later', async () => {
        const { settle, register, read, catalog, lookAndDeliver, auditLog } =
          await start();
        await settle();
        const operationId = await register();
        await lookAndDeliver();
        await read('Component:web');
        // Found in the file, and yet to be processed.
        await catalog.put(entityOf('API:orders'), {
          ...OF_LOCATION,
          isUnprocessed: true,
        });
        await lookAndDeliver();
        await catalog.put(entityOf('API:orders'));
        await lookAndDeliver();
        const byJane = { actor: JANE.ref, operationId };
        expect(byWhom(auditLog.records)).toEqual([
          { what: 'entity-change.create component:default/web', ...byJane },
          { what: `entity-change.create ${LOCATION_REF}`, ...byJane },
          { what: 'api-proxy-change.create api:default/orders', ...byJane },
        ]);

        auditLog.forget();
        await catalog.put(entityOf('Component:late'), OF_LOCATION);
        await catalog.put(entityOf('Component:web', { owner: 'y' }));
        await lookAndDeliver();
        expect(byWhom(auditLog.records)).toMatchObject([
          {
            what: 'entity-change.create component:default/late',
            actor: LOCATION_REF,
          },
          {
            what: 'entity-change.update component:default/web',
            actor: LOCATION_REF,
          },
        ]);
      });

      it('makes a change of what the catalog has since the start, before the baseline is taken', async () => {
        const { register, read, catalog, lookAndDeliver, auditLog } =
          await start();
        await register();
        await read('Component:web');
        await lookAndDeliver();
        await catalog.put(entityOf('Component:web', { owner: 'y' }));
        await lookAndDeliver();
        await lookAndDeliver();
        expect(auditLog.told).toEqual([
          'entity-change.create component:default/web',
          `entity-change.create ${LOCATION_REF}`,
          'entity-change.update component:default/web',
          'catalog-baseline',
        ]);
        expect(auditLog.records[3].meta).toMatchObject({ entities: 3 });
      });

      it.each([
        ['is tried', { isDryRun: true }, {}],
        ['fails', {}, { outcome: 'failed' }],
        [
          'is the catalog’s own',
          {},
          { actor: { type: 'service', ref: 'plugin:catalog' } },
        ],
        ['is nobody’s', {}, { actor: { type: 'anonymous' } }],
      ] as const)('is behind nothing when it %s', async (_, meta, event) => {
        const { settle, register, read, lookAndDeliver, auditLog } =
          await start();
        await settle();
        await register(meta, event);
        await read('Component:web');
        await lookAndDeliver();
        expect(auditLog.records.map(({ actor }) => actor!.type)).toEqual([
          'system',
          'system',
        ]);
      });

      it('is seen by another replica, and forgotten after an hour', async () => {
        const { knex, settle, register, lookAndDeliver, auditLog, clock } =
          await start();
        await settle();
        const other = testWatch(knex, { auditLog, clock });
        await register();
        await other.lookAndDeliver();
        expect(await knex('audit_log_causes')).toHaveLength(1);
        await lookAndDeliver(61 * 60_000);
        expect(await knex('audit_log_causes')).toEqual([]);
      });
    });

    describe('an unregistration', () => {
      it('is reported at once, with who did it', async () => {
        const { settle, read, catalog, operation, lookAndDeliver, auditLog } =
          await start();
        const id = await catalog.addLocation(TARGET);
        await read('Component:web');
        await settle();
        const operationId = await operation(UNREGISTER, { id }, async () => {
          await catalog.remove('component:default/web');
          await catalog.remove(LOCATION_REF);
        });
        await lookAndDeliver();
        expect(auditLog.records).toMatchObject(
          ['component:default/web', LOCATION_REF].map(ref => ({
            action: 'entity-change.delete',
            targets: [{ ref }],
            actor: JANE,
            operationId,
            meta: { reason: 'unregistered' },
          })),
        );
      });

      it('is behind nothing that goes later', async () => {
        const { settle, read, catalog, operation, lookAndDeliver, auditLog } =
          await start();
        const id = await catalog.addLocation(TARGET);
        await read('Component:web', 'Component:kept');
        await settle();
        // Something else gives this one, too.
        await operation(UNREGISTER, { id }, () =>
          catalog.remove('component:default/web'),
        );
        await lookAndDeliver();
        await catalog.remove('component:default/kept');
        await lookAndDeliver();
        await lookAndDeliver(30_000);
        expect(auditLog.records).toMatchObject([
          { targets: [{ ref: 'component:default/web' }], actor: JANE },
          {
            targets: [{ ref: 'component:default/kept' }],
            actor: { type: 'system' },
            meta: { reason: 'orphaned' },
          },
        ]);
      });

      it('is found by its result where the catalog did not say what it was', async () => {
        const { settle, read, catalog, operation, lookAndDeliver, auditLog } =
          await start();
        await read('Component:web');
        await settle();
        await operation(UNREGISTER, { id: 'no-such-location' }, async () => {
          await catalog.remove('component:default/web');
          await catalog.remove(LOCATION_REF);
        });
        await lookAndDeliver();
        await lookAndDeliver(30_000);
        expect(auditLog.records).toMatchObject(
          [1, 2].map(() => ({
            actor: { type: 'system' },
            meta: { reason: 'unregistered' },
          })),
        );
      });
    });

    it('knows who deleted an entity, of which nothing else is waited for', async () => {
      const { settle, read, catalog, operation, lookAndDeliver, auditLog } =
        await start();
      await read();
      const uid = await catalog.put(entityOf('System:shop'), OF_LOCATION);
      await settle();
      const service = { type: 'service', ref: 'external:cleaner' } as const;
      await operation(
        DELETE,
        { uid },
        () => catalog.remove('system:default/shop'),
        { actor: service },
      );
      // It comes again from its file, with another uid: that was nobody.
      await lookAndDeliver();
      await catalog.put(entityOf('System:shop'), OF_LOCATION);
      await lookAndDeliver();
      expect(auditLog.records).toMatchObject([
        {
          action: 'project-change.delete',
          actor: service,
          meta: { reason: 'deleted' },
        },
        { action: 'project-change.create', actor: { type: 'system' } },
      ]);
    });

    it('reports what somebody deleted while most of the catalog is away', async () => {
      const { settle, catalog, operation, lookAndDeliver, auditLog } =
        await start();
      const uids: string[] = [];
      for (let index = 0; index < 30; index++) {
        uids.push(await catalog.put(entityOf(`Component:part-${index}`)));
      }
      await settle();
      await operation(DELETE, { uid: uids[7] }, () => catalog.removeAll());
      await lookAndDeliver();
      await lookAndDeliver(60_000);
      expect(auditLog.told).toEqual([
        'entity-change.delete component:default/part-7',
      ]);
    });

    it('holds nobody up, and loses nothing, while the database is away', async () => {
      const { knex, settle, watch, register, read, lookAndDeliver, auditLog } =
        await start();
      await settle();
      await knex.schema.renameTable('audit_log_causes', 'away');
      const registered = register();
      await watch.observer.begin!({
        operationId: 'x',
        plugin: 'catalog',
        event: 'location-mutate',
        action: UNREGISTER,
        targets: [{ ref: 'location-id:x' }],
        meta: {},
      });
      await knex.schema.renameTable('away', 'audit_log_causes');
      await registered;
      await read('Component:web');
      await lookAndDeliver();
      expect(auditLog.records).toMatchObject([
        { actor: JANE },
        { actor: JANE },
      ]);
    });
  },
);
