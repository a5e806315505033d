// SPDX-License-Identifier: Apache-2.0
import type { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionBackend from '@backstage/plugin-permission-backend';
import allowAllPolicy from '@backstage/plugin-permission-backend-module-allow-all-policy';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type ServiceMock,
} from '@backstage/backend-test-utils';
import type {
  BackendFeature,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import request from 'supertest';
import auditLog, { auditLogPlugin } from '.';

jest.setTimeout(60_000);

describe('the plugin', () => {
  const start = (data: JsonObject, ...more: readonly BackendFeature[]) =>
    startTestBackend({
      features: [
        auditLog,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({ data }),
        ...more,
      ],
    });

  const warnings = async (data: JsonObject) => {
    const logger: ServiceMock<RootLoggerService> =
      mockServices.rootLogger.mock();
    logger.child.mockReturnValue(logger);
    await start(data, logger.factory);
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

  it('says so when nobody can read, and how to change it', async () => {
    expect(await warnings({})).toMatch(
      /Nobody can read the audit log.*auditLog\.administrators\.groups/,
    );
    expect(
      await warnings({
        auditLog: { administrators: { groups: ['group:default/admins'] } },
      }),
    ).not.toContain('Nobody can read');
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
