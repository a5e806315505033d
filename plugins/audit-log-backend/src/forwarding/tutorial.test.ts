// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  mockCredentials,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import request from 'supertest';
import { startIngestion } from '../router/ingestion/__testUtils__/startIngestion';
import { startForwardingBackend } from './__testUtils__/startEmitter';
import { tutorialFile } from './__testUtils__/tutorialPlugin';

type Server = Awaited<ReturnType<typeof startTestBackend>>['server'];

jest.setTimeout(180_000);

// The tests that the tutorial shows are run as they stand there.
tutorialFile('plugin.test');

const { gatewayPlugin } = tutorialFile('plugin');
const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** Each of the operations that the audit log promises to have on record: requests, and what is on record of them. */
const OPERATIONS: readonly (readonly [string, string, object, string])[] = [
  ['post', '/projects/retail', { title: 'Retail' }, 'project.create'],
  ['patch', '/projects/retail', { title: 'Shops' }, 'project.update'],
  [
    'patch',
    '/projects/retail/configuration',
    { timeout: 5 },
    'project-configuration.update',
  ],
  ['post', '/projects/retail/proxies/orders', {}, 'proxy.create'],
  ['patch', '/projects/retail/proxies/orders', { path: '/o' }, 'proxy.update'],
  [
    'post',
    '/projects/retail/proxies/orders/promotion',
    { stage: 'test' },
    'proxy-promotion.initiate',
  ],
  [
    'post',
    '/projects/retail/proxies/orders/versions/v2',
    {},
    'proxy-version.create',
  ],
  ['delete', '/projects/retail/proxies/orders', {}, 'proxy.delete'],
  ['delete', '/projects/retail', {}, 'project.delete'],
  ['post', '/members/ann', { role: 'developer' }, 'member.add'],
  ['delete', '/members/ann', {}, 'member.remove'],
  ['post', '/keys/1', { expiresAt: '2999-01-01' }, 'key.create'],
  ['post', '/keys/1/rotation', {}, 'key.rotate'],
  ['delete', '/keys/1', {}, 'key.revoke'],
];

describe.each(databases.eachSupportedId())(
  'the plugin of the tutorial, on %s',
  databaseId => {
    const act = async (server: Server) => {
      const send = (method: string, path: string, body: object) =>
        request(server)
          [method as 'post'](`/api/gateway${path}`)
          .set(
            'Authorization',
            mockCredentials.user.header('user:default/jane'),
          )
          .send(body);
      for (const [method, path, body] of OPERATIONS) {
        const { status } = await send(method, path, body);
        expect([path, status]).toEqual([path, 204]);
      }
      await send('post', '/projects/food/proxies/menu', {});
      const denied = await send(
        'post',
        '/projects/food/proxies/menu/promotion',
        {
          stage: 'production',
        },
      );
      const failed = await send('delete', '/keys/none', {});
      expect([denied.status, failed.status]).toEqual([403, 404]);
    };

    const expectAll = (events: readonly AuditEvent[]) => {
      expect(
        events
          .slice(0, OPERATIONS.length)
          .map(({ action, actor, outcome, plugin }) => [
            action,
            actor.ref,
            outcome,
            plugin,
          ]),
      ).toEqual(
        OPERATIONS.map(([, , , action]) => [
          `gateway.${action}`,
          'user:default/jane',
          'succeeded',
          'gateway',
        ]),
      );
      const find = (action: string) =>
        events.find(event => event.action === `gateway.${action}`);
      expect(find('project.update')).toMatchObject({
        changes: [{ path: '/title', before: 'Retail', after: 'Shops' }],
        targets: [{ ref: 'system:default/retail' }],
        request: { method: 'PATCH', path: '/api/gateway/projects/retail' },
        severity: 'medium',
        category: 'gateway',
      });
      expect(find('proxy-promotion.initiate')).toMatchObject({
        changes: [{ path: '/stage', before: 'development', after: 'test' }],
        targets: [{ ref: 'api:default/orders' }],
        projects: [{ ref: 'system:default/retail' }],
      });
      expect(find('key.revoke')?.severity).toBe('high');
      expect(events.slice(-2)).toMatchObject([
        {
          outcome: 'denied',
          error: { message: 'From development it goes to test' },
        },
        { outcome: 'failed', error: { name: 'NotFoundError' } },
      ]);
    };

    const count = OPERATIONS.length + 3;
    const onRecord = async (
      api: Awaited<ReturnType<typeof startIngestion>>,
    ) => {
      const events = await api.events(
        'plugin=gateway&order=oldest&limit=100',
        items => items.length === count,
      );
      expectAll(events);
      const { body } = await api.call('administrator', 'get', '/event-types');
      expect(body.items).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            action: 'gateway.proxy-promotion.initiate',
            title: 'Initiated promotion of API proxy',
          }),
        ]),
      );
      return events;
    };

    it('has all it does on record in one process', async () => {
      const knex = await databases.init(databaseId);
      const api = await startIngestion({ knex, features: [gatewayPlugin] });
      await act(api.backend.server);
      expect(await onRecord(api)).toHaveLength(count);
    });

    it('has all it does on record from another process', async () => {
      const knex = await databases.init(databaseId);
      const api = await startIngestion({ knex });
      const directory = await mkdtemp(join(tmpdir(), 'audit-log-tutorial-'));
      const gateway = await startForwardingBackend({
        directory,
        auditLog: () => `http://localhost:${api.backend.server.port()}`,
        features: [gatewayPlugin],
      });
      try {
        await act(gateway.server);
        expect(await onRecord(api)).toHaveLength(count);
      } finally {
        await gateway.stop();
        await rm(directory, { recursive: true });
      }
    });
  },
);
