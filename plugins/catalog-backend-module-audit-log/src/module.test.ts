// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogBackend from '@backstage/plugin-catalog-backend';
import type { InvitedPerson } from 'backstage-plugin-audit-log-common';
import { Router } from 'express';
import catalogModuleAuditLog from '.';

const TASK = 'audit-log-invitations';
const JANE: InvitedPerson = {
  id: '1f9e2a30-8a2f-4b52-9d5a-0a6f3a1d7c11',
  name: 'jane-doe',
  email: 'jane.doe@example.org',
};

/** A real catalog, and an audit log that answers as the test has it. */
async function startCatalog(first: readonly InvitedPerson[]) {
  const auditLog: {
    people: readonly InvitedPerson[];
    isAway: boolean;
    authorization?: string;
  } = { people: first, isAway: false };
  const scheduler = mockServices.scheduler();
  const { server } = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: { catalog: { processingInterval: { seconds: 1 } } },
      }),
      createServiceFactory({
        service: coreServices.scheduler,
        deps: {},
        factory: () => scheduler,
      }),
      catalogBackend,
      catalogModuleAuditLog,
      createBackendPlugin({
        pluginId: 'audit-log',
        register(env) {
          env.registerInit({
            deps: {
              httpRouter: coreServices.httpRouter,
              httpAuth: coreServices.httpAuth,
            },
            async init({ httpRouter, httpAuth }) {
              const router = Router();
              router.get('/v1/invitations/people', async (req, res) => {
                const { principal } = await httpAuth.credentials(req, {
                  allow: ['service'],
                });
                auditLog.authorization = principal.subject;
                if (auditLog.isAway) {
                  res.status(503).json({ error: { name: 'Away' } });
                } else {
                  const version = JSON.stringify(
                    auditLog.people.map(({ id }) => id),
                  );
                  if (req.query.after === version) {
                    res.status(304).end();
                  } else {
                    res.json({ version, items: auditLog.people });
                  }
                }
              });
              httpRouter.use(router);
            },
          });
        },
      }),
    ],
  });
  const port = (server.address() as { port: number }).port;
  const refresh = () => scheduler.triggerTask(TASK);
  await refresh();
  const users = async () => {
    const response = await fetch(
      `http://localhost:${port}/api/catalog/entities?filter=kind=user`,
      { headers: { authorization: mockCredentials.service.header() } },
    );
    return (await response.json()) as any[];
  };
  return {
    auditLog,
    refresh,
    users,
    usersOnce: (isExpected: (found: any[]) => boolean) =>
      eventually(users, isExpected),
  };
}

async function eventually<T>(
  ask: () => Promise<T>,
  isExpected: (answer: T) => boolean,
): Promise<T> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (isExpected(answer)) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`Still ${JSON.stringify(answer)}`);
    }
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

describe('catalogModuleAuditLog', () => {
  it('gives the catalog a User for who is invited, and takes it away when they are not any more', async () => {
    const { auditLog, refresh, usersOnce } = await startCatalog([JANE]);
    const [user] = await usersOnce(found => found.length === 1);
    expect(auditLog.authorization).toBe('plugin:catalog');
    expect(user).toMatchObject({
      kind: 'User',
      metadata: {
        name: 'jane-doe',
        namespace: 'default',
        annotations: { 'audit-log.backstage.io/invitation': JANE.id },
      },
      spec: {
        profile: { email: 'jane.doe@example.org', displayName: 'Jane Doe' },
        memberOf: [],
      },
    });

    auditLog.people = [];
    await refresh();
    await usersOnce(found => found.length === 0);
  }, 180_000);

  it('keeps them while the audit log is away, and follows when it is back', async () => {
    const { auditLog, refresh, users, usersOnce } = await startCatalog([JANE]);
    await usersOnce(found => found.length === 1);

    auditLog.isAway = true;
    auditLog.people = [];
    await refresh();
    expect(await users()).toHaveLength(1);

    auditLog.isAway = false;
    await refresh();
    await usersOnce(found => found.length === 0);
  }, 180_000);
});
