// SPDX-License-Identifier: Apache-2.0
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- what the policy decides from, in another backend
import auditLog from 'backstage-plugin-audit-log-backend';
import { accessControlManagePermission } from 'backstage-plugin-audit-log-common';
import request from 'supertest';
import accessControl from '.';

const { ALLOW, DENY } = AuthorizeResult;
const PLAY = createPermission({ name: 'toy.play', attributes: {} });

jest.setTimeout(60_000);

describe('in another process than the audit log', () => {
  async function start() {
    const auditLogBackend = await startTestBackend({
      features: [
        auditLog,
        mockServices.rootConfig.factory({
          data: { auditLog: { administrators: { users: ['boss'] } } },
        }),
      ],
    });
    const permissions = await startTestBackend({
      features: [
        permissionBackend,
        accessControl,
        mockServices.discovery.mock({
          getBaseUrl: async id =>
            `http://localhost:${auditLogBackend.server.port()}/api/${id}`,
        }).factory,
        mockServices.rootConfig.factory({
          data: {
            permission: { enabled: true },
            auditLog: { accessControl: { fallback: 'allow' } },
          },
        }),
      ],
    });
    const as = (name: string) =>
      mockCredentials.user.header(`user:default/${name}`);
    const decide = async (name: string, permission: Permission) => {
      const { body } = await request(permissions.server)
        .post('/api/permission/authorize')
        .set('Authorization', as(name))
        .send({ items: [{ id: '1', permission }] });
      return body.items[0].result;
    };
    /** Resolves as soon as the decision is this one, with the milliseconds that took. */
    const decided = async (
      name: string,
      permission: Permission,
      result: AuthorizeResult,
    ) => {
      const begin = Date.now();
      while ((await decide(name, permission)) !== result) {
        if (Date.now() - begin > 20_000) {
          throw new Error(`Still not ${result}`);
        }
      }
      return Date.now() - begin;
    };
    const api = (method: 'post' | 'delete', path: string) =>
      request(auditLogBackend.server)
        [method](`/api/audit-log/v1${path}`)
        .set('Authorization', as('boss'));
    return { auditLogBackend, decide, decided, api };
  }

  it('hears of a change within a second, and goes on when the audit log is away', async () => {
    const { auditLogBackend, decide, decided, api } = await start();
    await decided('boss', accessControlManagePermission, ALLOW);
    expect(await decide('jane', accessControlManagePermission)).toBe(DENY);
    expect(await decide('jane', PLAY)).toBe(ALLOW);

    // From now on a role mentions it, and jane does not have that role.
    const { status, body } = await api('post', '/roles').send({
      name: 'Players',
      permissions: [PLAY.name],
    });
    expect({ status, body }).toMatchObject({ status: 201 });
    expect(await decided('jane', PLAY, DENY)).toBeLessThan(1_000);
    expect(await decide('boss', PLAY)).toBe(ALLOW);

    await api('delete', `/roles/${body.id}`).set('If-Match', '"1"').expect(204);
    expect(await decided('jane', PLAY, ALLOW)).toBeLessThan(1_000);

    await auditLogBackend.stop();
    expect(await decide('boss', accessControlManagePermission)).toBe(ALLOW);
    expect(await decide('jane', accessControlManagePermission)).toBe(DENY);
    expect(await decide('jane', PLAY)).toBe(ALLOW);
  });
});
