// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionBackend from '@backstage/plugin-permission-backend';
import allowAllPolicy from '@backstage/plugin-permission-backend-module-allow-all-policy';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
  type ServiceMock,
} from '@backstage/backend-test-utils';
import {
  coreServices,
  createServiceFactory,
  type BackendFeature,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import request from 'supertest';
import auditLog, { auditLogPlugin } from '.';
import { changesBy } from './access/__testUtils__/changesBy';
import { storeDirectory } from './access/__testUtils__/storeDirectory';
import { testStore } from './access/__testUtils__/testStore';

jest.setTimeout(180_000);

describe('the plugin', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const start = (data: JsonObject, ...more: readonly BackendFeature[]) =>
    startTestBackend({
      features: [
        auditLog,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({ data }),
        ...more,
      ],
    });

  const warnings = async (
    data: JsonObject,
    ...more: readonly BackendFeature[]
  ) => {
    const logger: ServiceMock<RootLoggerService> =
      mockServices.rootLogger.mock();
    logger.child.mockReturnValue(logger);
    await start(data, logger.factory, ...more);
    return logger.warn.mock.calls.map(([message]) => message).join('\n');
  };

  it('starts in a backend without the permission plugin', async () => {
    const { server } = await start({
      auditLog: { administrators: { users: ['user:default/mock'] } },
    });
    const { status } = await request(server).get('/api/audit-log/v1/events');
    expect(status).toBe(200);
  });

  it('is closed under the stock policy', async () => {
    const { server } = await start(
      { permission: { enabled: true } },
      permissionBackend,
      allowAllPolicy,
    );
    const { status, body } = await request(server)
      .get('/api/audit-log/v1/events')
      .set('Authorization', mockCredentials.user.header());
    expect(status).toBe(403);
    expect(body.error.message).toContain('auditLog.administrators');
  });

  it('says so when nobody can give access, and how to change it', async () => {
    const message =
      /Nobody administers the organization.*auditLog\.administrators\.groups/;
    expect(await warnings({})).toMatch(message);
    expect(
      await warnings({
        auditLog: { administrators: { groups: ['group:default/admins'] } },
      }),
    ).not.toMatch(message);
  });

  it('counts who administers by a stored role', async () => {
    const knex = await databases.init('SQLITE_3');
    const store = await testStore(knex);
    await storeDirectory(store, { people: ['jane'] });
    await changesBy(store, 'boss').assign(
      ['administrator'],
      ['user:default/jane'],
    );
    expect(
      await warnings(
        {},
        createServiceFactory({
          service: coreServices.database,
          deps: {},
          factory: () => mockServices.database({ knex }),
        }),
      ),
    ).not.toContain('Nobody administers');
  });

  it.each([
    [
      { administrators: { users: ['jane', 'a b:c/d/e'] } },
      /auditLog\.administrators\.users\[1\]: must be the reference of a user.*'a b:c\/d\/e'/,
    ],
    [
      { administrators: { groups: ['user:default/jane'] } },
      /auditLog\.administrators\.groups\[0\]: must be the reference of a group/,
    ],
    [
      { accessControl: { syncEvery: { hours: 25 } } },
      /auditLog\.accessControl\.syncEvery: must be from one second/,
    ],
    [
      { authorization: 'framework' },
      /auditLog\.authorization: framework .* set permission\.enabled to true/,
    ],
    [
      { authorization: 'everyone' },
      /auditLog\.authorization: must be roles or framework, got 'everyone'/,
    ],
  ])('does not start with %j', async (settings, message) => {
    const error = await start({ auditLog: settings }).catch(
      (reason: unknown) => reason,
    );
    expect(String(error)).toMatch(message);
  });

  it('can be added without the rest of the loader', async () => {
    const { server } = await startTestBackend({
      features: [auditLogPlugin, catalogServiceMock.factory()],
    });
    const { status } = await request(server).get('/api/audit-log/v1/events');
    expect(status).toBe(403);
  });
});
