// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogBackend from '@backstage/plugin-catalog-backend';
import {
  auditorServiceFactory,
  locationReference,
  mockAuditLog,
} from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import catalogModuleAuditLog from '.';
import { startFileServer } from './__testUtils__/startFileServer';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const FILE = '/catalog-info.yaml';

jest.setTimeout(300_000);

const system = (spec: object): Entity =>
  ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'System',
    metadata: { name: 'shop' },
    spec,
  } as Entity);
const api = (name: string, spec: object): Entity =>
  ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: { name },
    spec: {
      type: 'openapi',
      owner: 'group:default/staff',
      system: 'shop',
      definition: 'x'.repeat(1024 * 1024),
      ...spec,
    },
  } as Entity);

/** A real catalog with the module, over this database. */
async function startCatalog(
  knex: Knex,
  host: string,
  auditLog: ReturnType<typeof mockAuditLog>,
) {
  const scheduler = mockServices.scheduler();
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          backend: { reading: { allow: [{ host }] } },
          catalog: {
            processingInterval: { seconds: 1 },
            rules: [{ allow: ['System', 'API', 'Location'] }],
          },
          auditLog: { catalog: { settle: { seconds: 0 } } },
        },
      }),
      createServiceFactory({
        service: coreServices.database,
        deps: {},
        factory: () => mockServices.database({ knex }),
      }),
      // Its tasks run when the test says so.
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      auditorServiceFactory,
      auditLog.factory,
      catalogBackend,
      catalogModuleAuditLog,
    ],
  });
  const { port } = backend.server.address() as { port: number };
  return {
    backend,
    async call(method: string, path: string, body?: object) {
      const response = await fetch(
        `http://localhost:${port}/api/catalog${path}`,
        {
          method,
          headers: {
            authorization: mockCredentials.user.header(),
            'content-type': 'application/json',
          },
          body: body && JSON.stringify(body),
        },
      );
      expect(response.ok).toBe(true);
      const text = await response.text();
      return text === '' ? undefined : JSON.parse(text);
    },
    async pass() {
      await scheduler.triggerTask('catalog_orphan_cleanup').catch(() => {});
      await scheduler.triggerTask('audit-log-catalog-look');
      await scheduler.triggerTask('audit-log-catalog-deliver');
    },
  };
}

describe.each(databases.eachSupportedId())(
  'recordCatalog on %s',
  databaseId => {
    it('records what happens in a real catalog, by whom, and across a restart', async () => {
      const knex = await databases.init(databaseId);
      const files = await startFileServer();
      const auditLog = mockAuditLog();
      let catalog = await startCatalog(knex, files.host, auditLog);
      const changes = () =>
        auditLog.events.filter(({ event }) =>
          /-(change|configuration|promotion|baseline)$/.test(event),
        );
      const told = (from = 0) =>
        changes()
          .slice(from)
          .map(({ action, targets }) =>
            [action, targets[0]?.ref].filter(Boolean).join(' '),
          );
      /** Lets the catalog work until so much more is recorded, and then no more. */
      const recorded = async (count: number) => {
        const deadline = Date.now() + 60_000;
        while (changes().length < count && Date.now() < deadline) {
          await catalog.pass();
          await sleep(50);
        }
        await catalog.pass();
        expect(told()).toHaveLength(count);
      };
      const jane = mockCredentials.user().principal.userEntityRef;

      // Registered before the baseline is taken.
      const target = files.url(FILE);
      files.write(FILE, [
        system({ owner: 'group:default/staff' }),
        api('orders', { lifecycle: 'test' }),
        api('stock', { lifecycle: 'test' }),
      ]);
      const { location } = await catalog.call('POST', '/locations', {
        type: 'url',
        target,
      });
      const locationRef = locationReference({ type: 'url', target })!.ref;
      await recorded(5);
      expect(told().sort()).toEqual([
        'catalog.api-proxy-change.create api:default/orders',
        'catalog.api-proxy-change.create api:default/stock',
        'catalog.catalog-baseline',
        `catalog.entity-change.create ${locationRef}`,
        'catalog.project-change.create system:default/shop',
      ]);
      const [registration] = auditLog.events.filter(
        ({ action }) => action === 'catalog.location-mutate.create',
      );
      for (const event of changes().filter(({ targets }) => targets.length)) {
        expect(event).toMatchObject({
          plugin: 'catalog',
          actor: { type: 'user', ref: jane },
          operationId: registration.operationId,
        });
      }

      // Its file changes: nobody whom the catalog knows.
      files.write(FILE, [
        system({ owner: 'group:default/others' }),
        api('orders', { lifecycle: 'live' }),
        api('stock', { lifecycle: 'test' }),
      ]);
      await recorded(7);
      expect(changes().slice(5)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            action: 'catalog.project-configuration.update',
            changes: [
              {
                path: '/spec/owner',
                before: 'group:default/staff',
                after: 'group:default/others',
              },
            ],
            actor: expect.objectContaining({ ref: locationRef }),
          }),
          expect.objectContaining({
            action: 'catalog.api-proxy-promotion.initiate',
            meta: expect.objectContaining({ from: 'test', to: 'live' }),
          }),
        ]),
      );

      // It changes again while the portal is down: nothing else is told twice.
      await catalog.backend.stop();
      files.write(FILE, [
        system({ owner: 'group:default/staff' }),
        api('orders', { lifecycle: 'live' }),
        api('stock', { lifecycle: 'test' }),
      ]);
      catalog = await startCatalog(knex, files.host, auditLog);
      await recorded(8);
      expect(told(7)).toEqual([
        'catalog.project-configuration.update system:default/shop',
      ]);

      // An entity that is left out of its file is an orphan, and is deleted.
      files.write(FILE, [
        system({ owner: 'group:default/staff' }),
        api('orders', { lifecycle: 'live' }),
      ]);
      await recorded(9);
      expect(changes()[8]).toMatchObject({
        action: 'catalog.api-proxy-change.delete',
        actor: { type: 'system', ref: locationRef },
        meta: { reason: 'orphaned' },
      });

      // Deleted by a person, it comes again with the file: that was nobody.
      const orders = await catalog.call(
        'GET',
        '/entities/by-name/api/default/orders',
      );
      // Its file is read again at once: not before it was seen to be gone.
      files.setAway(true);
      await catalog.call('DELETE', `/entities/by-uid/${orders.metadata.uid}`);
      await catalog.pass();
      files.setAway(false);
      await catalog.call('POST', '/refresh', { entityRef: locationRef });
      await recorded(11);
      expect(changes().slice(9)).toMatchObject([
        {
          action: 'catalog.api-proxy-change.delete',
          actor: { type: 'user', ref: jane },
          meta: { reason: 'deleted' },
        },
        {
          action: 'catalog.api-proxy-change.create',
          actor: { type: 'system', ref: locationRef },
        },
      ]);

      await catalog.call('DELETE', `/locations/${location.id}`);
      await recorded(14);
      const [unregistration] = auditLog.events.filter(
        ({ action }) => action === 'catalog.location-mutate.delete',
      );
      for (const event of changes().slice(11)) {
        expect(event).toMatchObject({
          action: expect.stringMatching(/\.delete$/),
          actor: { type: 'user', ref: jane },
          operationId: unregistration.operationId,
          meta: { reason: 'unregistered' },
        });
      }
      await catalog.backend.stop();
      await files.close();
    });
  },
);
