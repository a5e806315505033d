// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  type ServiceMock,
} from '@backstage/backend-test-utils';
import type { RootLoggerService } from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  auditorServiceFactory,
  mockAuditLog,
} from 'backstage-plugin-audit-log-node';
import denials from '.';
import {
  ASKED_BY,
  BREAK,
  DELETE,
  MINE,
  PLAY,
  startDenyingBackend,
  TAKE,
  type Question,
} from './__testUtils__/startDenyingBackend';

const { ALLOW, DENY } = AuthorizeResult;
const YOURS = 'component:default/yours';

jest.setTimeout(60_000);

/** Turns of the event loop, until the condition holds. */
async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > deadline) {
      throw new Error('It did not come to pass');
    }
    await new Promise(resolve => setImmediate(resolve));
  }
}

async function start(
  more: Parameters<typeof startDenyingBackend>[0] = [denials],
) {
  const auditLog = mockAuditLog();
  const backend = await startDenyingBackend([
    auditorServiceFactory,
    auditLog.factory,
    ...more,
  ]);
  /** The events of denials, once there are so many. */
  const events = async (count: number) => {
    const denied = () =>
      auditLog.events.filter(({ event }) => event === 'permission-denied');
    await until(() => denied().length >= count);
    return denied();
  };
  /** All that is recorded by the time that the backend has stopped. */
  const stopped = async () => {
    await backend.stop();
    return events(0);
  };
  return { ...backend, events, stopped };
}

const results = (body: any) =>
  body.items.map(({ result }: { result: unknown }) => result);

describe('the module', () => {
  it('records what is denied to a person, and nothing that is allowed', async () => {
    const { ask, events, stopped } = await start();
    const { body } = await ask([
      { permission: PLAY },
      { permission: DELETE },
    ]).set('User-Agent', 'a browser');
    expect(results(body)).toEqual([ALLOW, DENY]);
    expect(await events(1)).toMatchObject([
      {
        plugin: 'permission',
        event: 'permission-denied',
        action: 'permission.permission-denied',
        category: 'access',
        severity: 'medium',
        outcome: 'denied',
        actor: { type: 'user', ref: 'user:default/jane' },
        targets: [{ ref: 'permission:toy.delete' }],
        request: {
          method: 'POST',
          path: '/api/permission/authorize',
          address: '127.0.0.1',
          userAgent: 'a browser',
        },
        error: { name: 'NotAllowedError', message: 'toy.delete was denied' },
      },
    ]);
    const [{ meta }] = await stopped();
    expect(meta).toEqual({
      permission: 'toy.delete',
      action: 'delete',
      count: 1,
    });
  });

  it('leaves the answer as it is', async () => {
    const questions: Question[] = [
      { permission: PLAY },
      { permission: DELETE },
      { permission: BREAK, resourceRef: [MINE, YOURS] },
      { permission: TAKE, resourceRef: [MINE, YOURS] },
    ];
    const answers = await Promise.all(
      [[], [denials]].map(async features => {
        const { ask, stop } = await start(features);
        const good = await ask(questions);
        const bad = await ask([{ permission: BREAK }]);
        await stop();
        return [good, bad].map(({ status, text, headers }) => ({
          status,
          type: headers['content-type'],
          text,
        }));
      }),
    );
    expect(answers[0].map(({ status }) => status)).toEqual([200, 400]);
    expect(answers[1]).toEqual(answers[0]);
  });

  it('records each question and each resource of a request', async () => {
    const { ask, stopped } = await start();
    const { body } = await ask([
      { permission: DELETE },
      { permission: BREAK, resourceRef: [MINE, YOURS] },
      { permission: BREAK, resourceRef: 'not an entity' },
      { permission: TAKE, resourceRef: YOURS },
      { permission: TAKE, resourceRef: MINE },
      { permission: TAKE, resourceRef: [MINE, `${MINE}-2`, `${YOURS}-2`] },
    ]);
    // The conditions of TAKE are applied by the plugin that the toys belong to.
    expect(results(body)).toEqual([
      DENY,
      DENY,
      DENY,
      DENY,
      ALLOW,
      [ALLOW, ALLOW, DENY],
    ]);
    const told = (await stopped()).map(({ meta, targets }) => [
      meta.permission,
      meta.resourceType,
      meta.resourceRef,
      targets.map(({ ref }) => ref).slice(1),
    ]);
    expect(told).toEqual([
      ['toy.delete', undefined, undefined, []],
      ['toy.break', 'toy', MINE, [MINE]],
      ['toy.break', 'toy', YOURS, [YOURS]],
      ['toy.break', 'toy', 'not an entity', []],
      ['toy.take', 'toy', YOURS, [YOURS]],
      ['toy.take', 'toy', `${YOURS}-2`, [`${YOURS}-2`]],
    ]);
  });

  it('says which plugin asked on behalf of the person', async () => {
    const { ask, events } = await start();
    await ask([{ permission: DELETE }], { [ASKED_BY]: 'plugin:toy' });
    expect(await events(1)).toMatchObject([
      {
        actor: { type: 'user', ref: 'user:default/jane', via: 'plugin:toy' },
        meta: { askedBy: 'plugin:toy' },
      },
    ]);
  });

  it('records neither what the audit log asks, nor services, nor nobody', async () => {
    const { ask, stopped } = await start();
    const question = [{ permission: DELETE }];
    const audit = await ask(question, { [ASKED_BY]: 'plugin:audit-log' });
    expect(results(audit.body)).toEqual([DENY]);
    const nobody = await ask(question, {
      Authorization: mockCredentials.none.header(),
    });
    expect(nobody.status).toBe(401);
    const service = await ask(question, {
      Authorization: mockCredentials.service.header(),
    });
    expect(service.status).toBe(403);
    // What is asked last is recorded last.
    await ask(question, {
      Authorization: mockCredentials.user.header('user:default/john'),
    });
    expect(await stopped()).toMatchObject([
      { actor: { ref: 'user:default/john' }, meta: { count: 1 } },
    ]);
  });

  it('makes one event of repeats, which a shutdown writes', async () => {
    const { ask, events, stopped } = await start();
    for (let time = 0; time < 4; time++) {
      await ask([{ permission: DELETE }, { permission: DELETE }]);
    }
    expect((await events(1)).map(({ meta }) => meta.count)).toEqual([1]);
    const [first, repeats, ...more] = await stopped();
    expect(more).toEqual([]);
    expect(first.meta).toEqual({ ...repeats.meta, count: 1 });
    expect(repeats).toMatchObject({
      outcome: 'denied',
      actor: { ref: 'user:default/jane' },
      // The client has gone by now.
      request: { address: '127.0.0.1' },
      meta: { permission: 'toy.delete', count: 7 },
    });
  });

  it('says how many it leaves out of a flood', async () => {
    const { ask, stopped } = await start();
    const resourceRef = Array.from({ length: 250 }, (_, i) => `${YOURS}-${i}`);
    await ask([{ permission: BREAK, resourceRef }]);
    const events = await stopped();
    expect(events).toHaveLength(101);
    expect(events[100]).toMatchObject({
      outcome: 'denied',
      actor: { ref: 'user:default/jane' },
      targets: [{ ref: 'permission:toy.break' }],
      error: {
        message: expect.stringMatching(/^150 more denials .* left out/),
      },
    });
    expect(events[100].meta).toEqual({
      permissions: ['toy.break'],
      count: 150,
      leftOut: ['resources'],
    });
  });
});

describe('beside a module that changes answers', () => {
  /** As the guard of the audit log does. */
  const startBeside = async (order: 'before' | 'after') => {
    const wrapped: string[] = [];
    const guard = createBackendModule({
      pluginId: 'permission',
      moduleId: 'guard-of-the-test',
      register: env =>
        env.registerInit({
          deps: { router: coreServices.httpRouter },
          init: async ({ router }) => {
            const use = router.use.bind(router);
            if (order === 'after') {
              // The two modules have one router; this one waits until the other has used it.
              await new Promise<void>(resolve => {
                router.use = handler => {
                  use(handler);
                  resolve();
                };
              });
            }
            use((_, res, next) => {
              // Ours is there already if it was initialized before.
              wrapped.push(Object.hasOwn(res, 'send') ? 'after' : 'before');
              const json = res.json.bind(res);
              res.json = body =>
                json({
                  items: body.items.map(({ id, result }: any) => ({
                    id,
                    result: result === ALLOW ? DENY : ALLOW,
                  })),
                });
              next();
            });
          },
        }),
    });
    const backend = await start([guard, denials]);
    return { ...backend, wrapped };
  };

  it.each(['before', 'after'] as const)(
    'records what the person is told, with that module %s it',
    async order => {
      const { ask, stopped, wrapped } = await startBeside(order);
      const { body } = await ask([
        { permission: PLAY },
        { permission: DELETE },
      ]);
      expect(wrapped).toEqual([order]);
      expect(results(body)).toEqual([DENY, ALLOW]);
      expect(await stopped()).toMatchObject([
        { meta: { permission: 'toy.play', count: 1 } },
      ]);
    },
  );
});

describe('when recording fails', () => {
  it.each(['at the beginning', 'at the end'])(
    'answers all the same, and logs it once, %s',
    async when => {
      const failing = jest.fn().mockRejectedValue(new Error('No disk'));
      const auditor = mockServices.auditor.mock({
        createEvent:
          when === 'at the beginning'
            ? failing
            : async () => ({ success: failing, fail: failing }),
      });
      const logger: ServiceMock<RootLoggerService> =
        mockServices.rootLogger.mock();
      logger.child.mockReturnValue(logger);
      const { ask, stop } = await startDenyingBackend([
        denials,
        auditor.factory,
        logger.factory,
      ]);
      for (const resourceRef of [MINE, YOURS, `${MINE}-2`]) {
        const { body } = await ask([{ permission: BREAK, resourceRef }]);
        expect(results(body)).toEqual([DENY]);
      }
      await stop();
      await until(() => failing.mock.calls.length === 3);
      expect(
        logger.error.mock.calls.filter(([text]) =>
          String(text).includes('could not be recorded'),
        ),
      ).toHaveLength(1);
    },
  );
});
