// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendPlugin,
  type HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { InputError, NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import express, { type Request } from 'express';
import { AttachableSink } from '../AttachableSink';
import {
  auditEventSinkServiceRef,
  type AuditEventSinkService,
} from '../auditEventSinkServiceRef';
import { mockAuditLog } from '../testing/mockAuditLog';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import type { AuditLogService } from './AuditLogService';
import { auditLogServiceRef } from './auditLogServiceRef';
import { newEventId } from './newEventId';

interface Given {
  readonly auditLog: AuditLogService;
  readonly request: Request;
  readonly httpAuth: HttpAuthService;
}

/** A plugin with one route, which does something and answers 200. */
function toyPlugin(behave: (given: Given) => Promise<void>) {
  return createBackendPlugin({
    pluginId: 'toy',
    register(env) {
      env.registerInit({
        deps: {
          auditLog: auditLogServiceRef,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ auditLog, httpAuth, httpRouter }) {
          const router = express.Router();
          router.post('/reports/:id', (request, response, next) =>
            behave({ auditLog, request, httpAuth })
              .then(() => response.json({ done: true }))
              .catch(next),
          );
          httpRouter.use(router);
          httpRouter.addAuthPolicy({
            path: '/reports',
            allow: 'unauthenticated',
          });
        },
      });
    },
  });
}

/** What one POST to the toy plugin leaves on record. */
async function post(
  behave: (given: Given) => Promise<void>,
  options: {
    readonly service?: AuditEventSinkService;
    readonly authorization?: string;
    readonly data?: JsonObject;
  } = {},
) {
  const mock = mockAuditLog();
  const backend = await startTestBackend({
    features: [
      toyPlugin(behave),
      options.service ? serve(options.service) : mock.factory,
      mockServices.rootConfig.factory({ data: options.data }),
    ],
  });
  try {
    const { status } = await fetch(
      `http://localhost:${backend.server.port()}/api/toy/reports/42?token=x`,
      {
        method: 'POST',
        headers: {
          authorization: options.authorization ?? mockCredentials.user.header(),
        },
      },
    );
    return { status, events: mock.events };
  } finally {
    await backend.stop();
  }
}

function serve(service: AuditEventSinkService) {
  return createServiceFactory({
    service: auditEventSinkServiceRef,
    deps: {},
    factory: () => service,
  });
}

const DECLARED = {
  action: 'report.publish',
  title: 'Published report',
  description: 'A report can be read by everyone from now on.',
  severity: 'high',
  category: 'reports',
} as const;

describe('auditLogServiceRef', () => {
  describe('record', () => {
    it('records everything that is given, and who called', async () => {
      const id = newEventId();
      const { status, events } = await post(async ({ auditLog, request }) => {
        auditLog.declare([DECLARED]);
        await auditLog.record({
          action: 'report.publish',
          request,
          targets: [
            'Component:default/Site',
            { ref: 'report:42', title: 'Sales' },
            'component:default/site',
          ],
          projects: ['system:default/Retail'],
          changes: [{ path: '/state', before: 'draft', after: 'published' }],
          meta: { reason: 'due' },
          labels: ['monthly'],
          occurredAt: new Date('2026-01-02T03:04:05.678Z'),
          operationId: '0197b1d4-0000-7000-8000-000000000001',
          id,
        });
      });
      expect(status).toBe(200);
      expect(events).toEqual([
        {
          id,
          operationId: '0197b1d4-0000-7000-8000-000000000001',
          occurredAt: '2026-01-02T03:04:05.678Z',
          recordedAt: expect.any(String),
          plugin: 'toy',
          event: 'report',
          action: 'toy.report.publish',
          category: 'reports',
          severity: 'high',
          outcome: 'succeeded',
          actor: { type: 'user', ref: 'user:default/mock' },
          targets: [
            { ref: 'component:default/site' },
            { ref: 'report:42', title: 'Sales' },
          ],
          projects: [{ ref: 'system:default/retail' }],
          request: expect.objectContaining({
            method: 'POST',
            path: '/api/toy/reports/42',
          }),
          changes: [{ path: '/state', before: 'draft', after: 'published' }],
          meta: { reason: 'due' },
          labels: ['monthly'],
        },
      ]);
    });

    it('needs no more than an action', async () => {
      const before = Date.now();
      const { events } = await post(({ auditLog }) =>
        auditLog.record({ action: 'cleanup' }),
      );
      expect(events).toMatchObject([
        {
          event: 'cleanup',
          action: 'toy.cleanup',
          category: 'other',
          severity: 'low',
          outcome: 'succeeded',
          actor: { type: 'system', ref: 'plugin:toy' },
          targets: [],
          projects: [],
          meta: {},
        },
      ]);
      expect(events[0]).not.toHaveProperty('durationMs');
      expect(events[0].occurredAt).toBe(events[0].recordedAt);
      expect(Date.parse(events[0].occurredAt)).toBeGreaterThanOrEqual(before);
    });

    it.each([
      ['failed', undefined, new Error('Broken')],
      ['denied', undefined, new NotAllowedError('Not yours')],
      ['denied', 'denied', undefined],
      ['succeeded', 'succeeded', new Error('One of many')],
    ] as const)('records what %s', async (expected, outcome, error) => {
      const { events } = await post(({ auditLog }) =>
        auditLog.record({ action: 'a', outcome, error }),
      );
      expect(events).toMatchObject([{ outcome: expected }]);
      expect(events[0].error?.message).toBe(error?.message);
    });

    it('takes an actor that is named, else credentials, else the request', async () => {
      const actor = { type: 'user', ref: 'user:default/ann' } as const;
      const credentials = mockCredentials.user('user:default/bob');
      const { events } = await post(async ({ auditLog, request }) => {
        const action = 'a';
        await auditLog.record({ action, request, credentials, actor });
        await auditLog.record({ action, request, credentials });
        await auditLog.record({ action, credentials });
        await auditLog.record({
          action,
          credentials: mockCredentials.service('external:ci'),
        });
        await auditLog.record({ action, request });
      });
      expect(events.map(event => event.actor)).toEqual([
        actor,
        { type: 'user', ref: 'user:default/bob' },
        { type: 'user', ref: 'user:default/bob' },
        { type: 'service', ref: 'external:ci' },
        { type: 'user', ref: 'user:default/mock' },
      ]);
      expect(events.map(event => event.request?.method)).toEqual([
        'POST',
        'POST',
        undefined,
        undefined,
        'POST',
      ]);
    });

    it('takes the name of a field for a pointer to it', async () => {
      const { events } = await post(({ auditLog }) =>
        auditLog.record({
          action: 'a',
          changes: [
            { path: 'owner/team', after: 1 },
            { path: '', before: 2 },
          ],
        }),
      );
      expect(events[0].changes).toEqual([
        { path: '/owner~1team', after: 1 },
        { path: '', before: 2 },
      ]);
    });

    it('does not take a person from meta', async () => {
      const { events } = await post(({ auditLog }) =>
        auditLog.record({
          action: 'a',
          meta: { userEntityRef: 'user:default/ann' },
        }),
      );
      expect(events[0].actor.ref).toBe('plugin:toy');
    });

    it.each<[string, unknown]>([
      ['nothing', undefined],
      ['a text', 'report.publish'],
      ['wrong types', { action: 7, targets: 'x', meta: [], severity: 'wild' }],
      [
        'wrong items',
        {
          action: 'a',
          targets: [null, 7, {}, { ref: '' }],
          projects: [Symbol('x')],
          changes: [null, {}, { path: 7 }],
          labels: [{}],
          id: 'x',
          operationId: 'x',
          occurredAt: new Date(NaN),
          actor: { type: 'robot', ref: 7 },
          error: Object.create(null),
        },
      ],
      ['getters that throw', throwing()],
      ['revoked proxies', revoked()],
    ])('records what can be kept of %s', async (_, record) => {
      const { status, events } = await post(({ auditLog }) =>
        auditLog.record(record as never),
      );
      expect(status).toBe(200);
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({ targets: [], projects: [] });
      expect(events[0].id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
    });

    it('keeps 5 MB within limits, and none of it shared', async () => {
      const large = 'x'.repeat(5_000_000);
      const many = Array.from({ length: 100_000 }, (__, index) => index);
      const { events } = await post(async ({ auditLog }) => {
        const meta = { list: ['reported'], large };
        const recorded = auditLog.record({
          action: large,
          targets: many.map(index => ({ ref: `x:${index}`, title: large })),
          projects: many.map(index => `system:default/${index}`),
          changes: many.map(index => ({ path: `/${index}`, before: large })),
          labels: many.map(String),
          meta,
        });
        meta.list[0] = 'changed';
        await recorded;
      });
      expect(JSON.stringify(events[0]).length).toBeLessThan(300_000);
      expect(events[0].meta.list).toEqual(['reported']);
      expect(events[0].truncated).toEqual(
        expect.arrayContaining([
          '/targets',
          '/projects',
          '/changes',
          '/action',
        ]),
      );
    });

    it.each([
      ['rejects', async () => Promise.reject(new Error('Store is down'))],
      ['never resolves', () => new Promise<void>(() => {})],
    ])('neither breaks nor holds up when the store %s', async (_, append) => {
      const service = AttachableSink.create();
      await service.attach({ sink: { append }, durable: { append } });
      const { status } = await post(
        ({ auditLog }) => auditLog.record({ action: 'a' }),
        { service },
      );
      expect(status).toBe(200);
    });
  });

  describe('operation', () => {
    it('records how it ended, with what became known meanwhile', async () => {
      let id: string | undefined;
      const { events } = await post(async ({ auditLog, request }) => {
        const result = await auditLog.operation(
          {
            action: 'report.publish',
            request,
            targets: ['report:42'],
            meta: { stage: 'begin', kept: 1 },
          },
          async operation => {
            id = operation.id;
            operation.add({
              targets: ['report:43'],
              meta: { stage: 'middle' },
            });
            operation.add({
              changes: [{ path: '/state', after: 'published' }],
              projects: ['system:default/retail'],
              meta: { stage: 'end' },
            });
            return 'done';
          },
        );
        expect(result).toBe('done');
      });
      expect(events).toMatchObject([
        {
          operationId: id,
          outcome: 'succeeded',
          durationMs: expect.any(Number),
          targets: [{ ref: 'report:42' }, { ref: 'report:43' }],
          projects: [{ ref: 'system:default/retail' }],
          changes: [{ path: '/state', after: 'published' }],
          meta: { stage: 'end', kept: 1 },
          actor: { ref: 'user:default/mock' },
        },
      ]);
    });

    it.each([
      ['denied', 403, new NotAllowedError('Not yours')],
      ['failed', 400, new InputError('Not a report')],
    ])('records what was %s, and throws it', async (outcome, code, error) => {
      const { status, events } = await post(({ auditLog }) =>
        auditLog.operation({ action: 'a' }, () => {
          throw error;
        }),
      );
      expect(status).toBe(code);
      expect(events).toMatchObject([
        { outcome, error: { name: error.name, message: error.message } },
      ]);
    });

    it('records it as unfinished when the backend stops, with what was known', async () => {
      const { events } = await post(async ({ auditLog }) => {
        void auditLog.operation({ action: 'a' }, operation => {
          operation.add({ meta: { step: 1 } });
          return new Promise(() => {});
        });
        // The work begins once those who watch have been told.
        await new Promise(resolve => setImmediate(resolve));
      });
      expect(events).toMatchObject([
        { outcome: 'unfinished', meta: { step: 1 } },
      ]);
      expect(events[0]).not.toHaveProperty('durationMs');
    });

    it('tells those who watch, before and after', async () => {
      const service = AttachableSink.create();
      const told: unknown[] = [];
      service.observe({
        begin: async operation => {
          told.push(['begin', operation.operationId, operation.targets]);
        },
        ended: event => told.push(['ended', event.operationId, event.targets]),
      });
      let id: string | undefined;
      await post(
        ({ auditLog }) =>
          auditLog.operation(
            { action: 'a', targets: ['report:42'] },
            async operation => {
              told.push(['work', operation.id]);
              id = operation.id;
            },
          ),
        { service },
      );
      expect(told).toEqual([
        ['begin', id, [{ ref: 'report:42' }]],
        ['work', id],
        ['ended', id, [{ ref: 'report:42' }]],
      ]);
    });

    it('does what is to be done whatever is told of it', async () => {
      const work = jest.fn(async () => {});
      const { status } = await post(({ auditLog }) =>
        auditLog.operation(throwing() as never, async operation => {
          operation.add(throwing() as never);
          operation.add(undefined as never);
          await work();
        }),
      );
      expect(status).toBe(200);
      expect(work).toHaveBeenCalledTimes(1);
    });

    it('is within limits however often something is added', async () => {
      const { events } = await post(({ auditLog }) =>
        auditLog.operation({ action: 'a' }, async operation => {
          for (let index = 0; index < 2_000; index++) {
            operation.add({
              targets: [`x:${index}`],
              changes: [{ path: `/${index}`, after: 'x'.repeat(100) }],
              meta: { [`f${index}`]: 'x'.repeat(100) },
            });
          }
        }),
      );
      expect(JSON.stringify(events[0]).length).toBeLessThan(200_000);
      expect(events[0].targets).toHaveLength(100);
      expect(events[0].truncated).toEqual(
        expect.arrayContaining(['/targets', '/changes']),
      );
    });
  });

  describe('commit', () => {
    it('resolves when all of it is committed, and not before', async () => {
      const service = AttachableSink.create();
      const committed: NewAuditEvent[] = [];
      const ended = jest.fn();
      service.observe({ ended });
      await service.attach({
        sink: { append: async () => Promise.reject(new Error('Wrong way')) },
        durable: {
          append: async events => {
            await new Promise(resolve => setImmediate(resolve));
            committed.push(...events);
          },
        },
      });
      const ids = [newEventId(), newEventId()];
      await post(
        async ({ auditLog }) => {
          await auditLog.commit(ids.map(id => ({ action: 'a', id })));
          expect(committed.map(({ id }) => id)).toEqual(ids);
        },
        { service },
      );
      expect(committed).toHaveLength(2);
      expect(ended).not.toHaveBeenCalled();
    });

    it('rejects while it cannot, and takes the same ids afterwards', async () => {
      const service = AttachableSink.create();
      const append = jest.fn(async () => {});
      const id = newEventId();
      const record = { action: 'a', id };
      const { status } = await post(
        async ({ auditLog }) => {
          await expect(auditLog.commit([record])).rejects.toThrow(
            'The audit log has not started yet',
          );
          await service.attach({ sink: { append }, durable: { append } });
          await auditLog.commit([record]);
        },
        { service },
      );
      expect(status).toBe(200);
      expect(append.mock.calls).toEqual([[[expect.objectContaining({ id })]]]);
    });

    it('refuses an id under which nothing can be recorded', async () => {
      const { status } = await post(async ({ auditLog }) => {
        await expect(
          auditLog.commit([{ action: 'a', id: '42' }]),
        ).rejects.toThrow("cannot be recorded under the id '42'");
      });
      expect(status).toBe(200);
    });
  });

  describe('declare', () => {
    it('passes on all that was declared by anyone of the plugin', async () => {
      const service = AttachableSink.create();
      const other = { ...DECLARED, action: 'report.archive' };
      const declare = jest.fn();
      const append = async () => {};
      await service.attach({ sink: { append }, durable: { append }, declare });
      await post(
        async ({ auditLog }) => {
          auditLog.declare([DECLARED]);
          auditLog.declare([other]);
        },
        { service },
      );
      expect(declare.mock.calls).toEqual([
        ['toy', [DECLARED]],
        ['toy', [DECLARED, other]],
      ]);
    });

    it('puts what has no category into one of its plugin', async () => {
      const { events } = await post(async ({ auditLog }) => {
        const { category: _, ...type } = DECLARED;
        auditLog.declare([type]);
        await auditLog.record({ action: 'report.publish', severity: 'low' });
      });
      expect(events).toMatchObject([{ category: 'toy', severity: 'low' }]);
    });

    it.each([
      ['an action of capitals', { action: 'Report Publish' }],
      ['an action with the plugin', { action: 'toy.report.publish' }],
      ['no title', { title: ' ' }],
      ['a long title', { title: 'x'.repeat(101) }],
      ['no description', { description: undefined }],
      ['another severity', { severity: 'wild' }],
      ['an empty category', { category: '' }],
    ])('leaves out what has %s, and nothing else', (_, wrong) => {
      const { service, declared } = mockAuditLog();
      const right = { ...DECLARED, action: 'report.archive' };
      service().declare([{ ...DECLARED, ...wrong } as never, right]);
      expect(declared.get('test')).toEqual([right]);
    });
  });
});

describe('mockAuditLog().service', () => {
  it('records without a backend', async () => {
    const mock = mockAuditLog();
    const auditLog = mock.service({
      pluginId: 'toy',
      credentials: mockCredentials.user(),
    });
    auditLog.declare([DECLARED]);
    await auditLog.record({ action: 'a', request: {} as Request });
    await auditLog.operation({ action: 'b' }, async () => {});
    await auditLog.commit([{ action: 'c' }]);
    expect(mock.events).toMatchObject([
      { action: 'toy.a', actor: { ref: 'user:default/mock' } },
      { action: 'toy.b', actor: { ref: 'plugin:toy' } },
      { action: 'toy.c' },
    ]);
    expect(mock.declared.get('toy')).toEqual([DECLARED]);
    const nobody = mockAuditLog();
    await nobody.service().record({ action: 'a', request: {} as Request });
    expect(nobody.events).toMatchObject([
      { action: 'test.a', actor: { type: 'anonymous' } },
    ]);
  });
});

function throwing(): object {
  const fail = () => {
    throw new Error('Not today');
  };
  return Object.defineProperties(
    {},
    Object.fromEntries(
      ['action', 'targets', 'meta', 'changes', 'request', 'actor'].map(name => [
        name,
        { enumerable: true, get: fail },
      ]),
    ),
  );
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
