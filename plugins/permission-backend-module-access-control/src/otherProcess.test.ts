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
import { setTimeout as sleep } from 'node:timers/promises';
import request from 'supertest';
import accessControl from '.';

const { ALLOW, DENY } = AuthorizeResult;
const PLAY = createPermission({ name: 'toy.play', attributes: {} });

jest.setTimeout(180_000);

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isTrue())) {
    if (Date.now() > deadline) {
      throw new Error('It did not come to pass');
    }
    await sleep(5);
  }
}

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
    /** What the other process has asked the audit log, and is waiting to be told, until it has an answer. */
    const questions: { status?: number }[] = [];
    auditLogBackend.server.on('request', (asked, response) => {
      if (asked.url?.includes('/access/snapshot')) {
        const question: (typeof questions)[number] = {};
        questions.push(question);
        response.once('finish', () => {
          question.status = response.statusCode;
        });
      }
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
    /** Resolves as soon as the decision is this one. */
    const decided = (
      name: string,
      permission: Permission,
      result: AuthorizeResult,
    ) => until(async () => (await decide(name, permission)) === result);

    const isWaiting = ({ status }: { status?: number }) => status === undefined;
    /** Makes a change while the other process waits for one; resolves with the status that it is answered with. */
    const told = async (change: () => Promise<unknown>) => {
      await until(async () => questions.some(isWaiting));
      const question = questions.find(isWaiting)!;
      await change();
      await until(async () => !isWaiting(question));
      return question.status;
    };
    const api = (method: 'post' | 'delete', path: string) =>
      request(auditLogBackend.server)
        [method](`/api/audit-log/v1${path}`)
        .set('Authorization', as('boss'));
    return { auditLogBackend, decide, decided, told, api };
  }

  it('is told of a change as it is made, and goes on when the audit log is away', async () => {
    const { auditLogBackend, decide, decided, told, api } = await start();
    await decided('boss', accessControlManagePermission, ALLOW);
    expect(await decide('jane', accessControlManagePermission)).toBe(DENY);
    expect(await decide('jane', PLAY)).toBe(ALLOW);

    // From now on a role mentions it, and jane does not have that role.
    let id = '';
    const create = async () => {
      const { status, body } = await api('post', '/roles').send({
        name: 'Players',
        permissions: [PLAY.name],
      });
      expect({ status, body }).toMatchObject({ status: 201 });
      id = body.id;
    };
    // Not with what it asks next, or when it has waited long enough.
    expect(await told(create)).toBe(200);
    await decided('jane', PLAY, DENY);
    expect(await decide('boss', PLAY)).toBe(ALLOW);

    const remove = () =>
      api('delete', `/roles/${id}`).set('If-Match', '"1"').expect(204);
    expect(await told(remove)).toBe(200);
    await decided('jane', PLAY, ALLOW);

    await auditLogBackend.stop();
    expect(await decide('boss', accessControlManagePermission)).toBe(ALLOW);
    expect(await decide('jane', accessControlManagePermission)).toBe(DENY);
    expect(await decide('jane', PLAY)).toBe(ALLOW);
  });
});
