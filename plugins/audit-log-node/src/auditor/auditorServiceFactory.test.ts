// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditorServiceFactory as stockFactory } from '@backstage/backend-defaults/auditor';
import {
  type AuditorServiceEvent,
  coreServices,
  createBackendPlugin,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import express, { type Request } from 'express';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { AttachableSink } from '../AttachableSink';
import { auditEventSinkServiceRef } from '../auditEventSinkServiceRef';
import { StartingEvents } from '../StartingEvents';
import { mockAuditLog } from '../testing/mockAuditLog';
import { auditorServiceFactory } from './auditorServiceFactory';

type Behaviour = (
  createEvent: (meta?: JsonObject) => Promise<AuditorServiceEvent>,
  request: Request,
) => Promise<void>;

/** A plugin with one route, which reports an operation and answers 200. */
function toyPlugin(behave: Behaviour) {
  return createBackendPlugin({
    pluginId: 'toy',
    register(env) {
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          httpRouter: coreServices.httpRouter,
        },
        async init({ auditor, httpRouter }) {
          const router = express.Router();
          router.post('/things/:id', async (request, response, next) => {
            try {
              await behave(
                meta =>
                  auditor.createEvent({
                    eventId: 'thing-mutate',
                    severityLevel: 'medium',
                    request,
                    meta: { actionType: 'delete', ...meta },
                  }),
                request,
              );
              response.json({ done: true });
            } catch (error) {
              next(error);
            }
          });
          httpRouter.use(router);
          httpRouter.addAuthPolicy({
            path: '/things',
            allow: 'unauthenticated',
          });
        },
      });
    },
  });
}

const succeed: Behaviour = async createEvent => {
  const event = await createEvent({ entityRef: 'Component:default/Site' });
  await event.success({ meta: { extra: 1 } });
};

type Feature = NonNullable<
  NonNullable<Parameters<typeof startTestBackend>[0]>['features']
>[number];

/** The backend answers one POST of the toy plugin. */
async function post(
  behave: Behaviour,
  options: {
    readonly features: readonly Feature[];
    readonly headers?: Record<string, string>;
    readonly data?: JsonObject;
  },
) {
  const backend = await startTestBackend({
    features: [
      toyPlugin(behave),
      mockServices.rootConfig.factory({ data: options.data }),
      ...options.features,
    ],
  });
  try {
    return await fetch(
      `http://localhost:${backend.server.port()}/api/toy/things/1?token=secret`,
      { method: 'POST', headers: options.headers },
    );
  } finally {
    await backend.stop();
  }
}

const AS_USER = { authorization: mockCredentials.user.header() };

describe('auditorServiceFactory', () => {
  it('makes one event of the beginning and the end of an operation', async () => {
    const auditLog = mockAuditLog();
    const before = Date.now();
    const response = await post(succeed, {
      features: [auditorServiceFactory, auditLog.factory],
      headers: {
        ...AS_USER,
        'user-agent': 'jest',
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      },
    });
    expect(response.status).toBe(200);
    expect(auditLog.events).toEqual([
      {
        id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7/),
        operationId: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7/),
        occurredAt: expect.any(String),
        recordedAt: expect.any(String),
        durationMs: expect.any(Number),
        plugin: 'toy',
        event: 'thing-mutate',
        action: 'toy.thing-mutate.delete',
        category: 'other',
        severity: 'medium',
        outcome: 'succeeded',
        actor: { type: 'user', ref: 'user:default/mock' },
        targets: [{ ref: 'component:default/site' }],
        projects: [],
        request: {
          method: 'POST',
          path: '/api/toy/things/1',
          address: expect.stringMatching(/^(127\.0\.0\.1|::1)$/),
          userAgent: 'jest',
          traceId: '0af7651916cd43dd8448eb211c80319c',
        },
        meta: {
          actionType: 'delete',
          entityRef: 'Component:default/Site',
          extra: 1,
        },
      },
    ]);
    const [{ occurredAt, recordedAt }] = auditLog.events;
    expect(Date.parse(occurredAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(recordedAt)).toBeGreaterThanOrEqual(
      Date.parse(occurredAt),
    );
  });

  it.each([
    ['denied', new NotAllowedError('Not yours')],
    ['failed', new Error('Broken')],
  ])(
    'records an operation that is %s, with the error',
    async (outcome, error) => {
      const auditLog = mockAuditLog();
      await post(async createEvent => (await createEvent()).fail({ error }), {
        features: [auditorServiceFactory, auditLog.factory],
        headers: AS_USER,
      });
      expect(auditLog.events).toMatchObject([
        { outcome, error: { name: error.name, message: error.message } },
      ]);
    },
  );

  it.each([
    [
      'a service',
      mockCredentials.service.header(),
      { type: 'service', ref: 'external:test-service' },
      undefined,
    ],
    ['nobody', mockCredentials.none.header(), { type: 'anonymous' }, undefined],
    [
      'a broken token',
      'Bearer broken',
      { type: 'anonymous' },
      ['unverified-credentials'],
    ],
  ])('records who it was: %s', async (_, authorization, actor, labels) => {
    const auditLog = mockAuditLog();
    const response = await post(succeed, {
      features: [auditorServiceFactory, auditLog.factory],
      headers: authorization ? { authorization } : undefined,
    });
    expect(response.status).toBe(200);
    expect(auditLog.events).toHaveLength(1);
    expect(auditLog.events[0]).toMatchObject({ outcome: 'succeeded', actor });
    expect(auditLog.events[0].labels).toEqual(labels);
  });

  it('records the first end of an operation that is ended twice', async () => {
    const auditLog = mockAuditLog();
    const response = await post(
      async createEvent => {
        const event = await createEvent();
        await event.success();
        await event.fail({ error: new Error('Too late') });
      },
      { features: [auditorServiceFactory, auditLog.factory], headers: AS_USER },
    );
    expect(response.status).toBe(200);
    expect(auditLog.events).toMatchObject([{ outcome: 'succeeded' }]);
  });

  it('records what was reported, not what became of it afterwards', async () => {
    const auditLog = mockAuditLog();
    await post(
      async createEvent => {
        const event = await createEvent();
        const meta: { list: string[] } = { list: ['reported'] };
        const ended = event.success({ meta });
        meta.list[0] = 'changed';
        await ended;
      },
      { features: [auditorServiceFactory, auditLog.factory], headers: AS_USER },
    );
    expect(auditLog.events[0].meta).toMatchObject({ list: ['reported'] });
  });

  it('records an operation that never ends as unfinished, and completes it if it ends after all', async () => {
    const auditLog = mockAuditLog();
    await post(
      async createEvent => {
        const event = await createEvent();
        while (auditLog.events.length === 0) {
          await new Promise(resolve => setImmediate(resolve));
        }
        await event.success();
      },
      {
        features: [auditorServiceFactory, auditLog.factory],
        headers: AS_USER,
        data: { auditLog: { unfinishedAfter: { milliseconds: 5 } } },
      },
    );
    const [unfinished, completed] = auditLog.events;
    expect(auditLog.events).toHaveLength(2);
    expect(unfinished).toMatchObject({ outcome: 'unfinished' });
    expect(unfinished).not.toHaveProperty('durationMs');
    expect(completed).toMatchObject({
      outcome: 'succeeded',
      operationId: unfinished.operationId,
      occurredAt: unfinished.occurredAt,
    });
    expect(completed.id > unfinished.id).toBe(true);
  });

  it('records what is still open as unfinished when the backend stops', async () => {
    const auditLog = mockAuditLog();
    await post(
      async createEvent => {
        await createEvent();
      },
      { features: [auditorServiceFactory, auditLog.factory], headers: AS_USER },
    );
    expect(auditLog.events).toMatchObject([
      {
        outcome: 'unfinished',
        action: 'toy.thing-mutate.delete',
        actor: { ref: 'user:default/mock' },
      },
    ]);
  });

  it.each<[string, JsonObject]>([
    ['circular', circular()],
    ['5 MB', { text: 'x'.repeat(5_000_000) }],
    ['not JSON', { big: 1n, run: () => 1 } as unknown as JsonObject],
    ['throwing', throwing()],
  ])('records an event with %s meta', async (_, meta) => {
    const auditLog = mockAuditLog();
    const response = await post(
      async createEvent => (await createEvent()).success({ meta }),
      { features: [auditorServiceFactory, auditLog.factory], headers: AS_USER },
    );
    expect(response.status).toBe(200);
    expect(auditLog.events).toHaveLength(1);
    const [event] = auditLog.events;
    expect(event.truncated).not.toHaveLength(0);
    expect(JSON.stringify(event).length).toBeLessThan(80_000);
  });

  it.each([
    ['rejects', async () => Promise.reject(new Error('Store is down'))],
    ['never resolves', () => new Promise<void>(() => {})],
  ])(
    'does not hold up or break a request when the store %s',
    async (_, append) => {
      const service = AttachableSink.create();
      await service.attach({ sink: { append }, durable: { append } });
      const response = await post(succeed, {
        features: [auditorServiceFactory, serve(service)],
        headers: AS_USER,
      });
      expect(response.status).toBe(200);
    },
  );

  it('does not hold up a request when the log hangs', async () => {
    const auditLog = mockAuditLog();
    const hanging = createServiceFactory({
      service: coreServices.httpAuth,
      deps: {},
      factory: () => ({
        credentials: () => new Promise<never>(() => {}),
        issueUserCookie: async () => ({ expiresAt: new Date() }),
      }),
    });
    const response = await post(succeed, {
      features: [auditorServiceFactory, auditLog.factory, hanging],
      headers: AS_USER,
    });
    expect(response.status).toBe(200);
  });

  it('keeps the events of a time when the store is not ready, in order', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'audit-log-auditor-'));
    const starting = StartingEvents.fromConfig(
      new ConfigReader({ auditLog: { journal: { directory } } }),
      { logger: mockServices.logger.mock() },
    );
    const service = AttachableSink.create({ starting });
    await post(
      async createEvent => {
        await (await createEvent({ number: 1 })).success();
        await (await createEvent({ number: 2 })).success();
      },
      { features: [auditorServiceFactory, serve(service)], headers: AS_USER },
    );
    const numbers: unknown[] = [];
    const append = async (events: readonly NewAuditEvent[]) => {
      numbers.push(...events.map(event => event.meta.number));
    };
    await service.attach({ sink: { append }, durable: { append } });
    expect(numbers).toEqual([1, 2]);
    await service.close();
    await rm(directory, { recursive: true });
  });

  it('writes the log lines of the stock auditor', async () => {
    const lines = async (features: readonly Feature[]) => {
      const written: unknown[] = [];
      await post(
        async createEvent => {
          await (await createEvent({ number: 1 })).success({ meta: { a: 1 } });
          await (await createEvent()).fail({ error: new Error('Broken') });
        },
        { features: [...features, recordingLogger(written)], headers: AS_USER },
      );
      return written;
    };
    const stock = await lines([stockFactory]);
    expect(stock).toHaveLength(4);
    expect(
      await lines([auditorServiceFactory, mockAuditLog().factory]),
    ).toEqual(stock);
  });
});

function serve(service: AttachableSink) {
  return createServiceFactory({
    service: auditEventSinkServiceRef,
    deps: {},
    factory: () => service,
  });
}

/** Keeps the lines of audit events, with all their fields. */
function recordingLogger(lines: unknown[]) {
  const logger = (fields: JsonObject): LoggerService => {
    const write = (level: string) => (message: string, meta?: unknown) => {
      if (fields.isAuditEvent) {
        lines.push({ level, message, meta, fields });
      }
    };
    return {
      error: write('error'),
      warn: write('warn'),
      info: write('info'),
      debug: write('debug'),
      child: more => logger({ ...fields, ...more }),
    };
  };
  return createServiceFactory({
    service: coreServices.logger,
    deps: {},
    factory: () => logger({}),
  });
}

function circular(): JsonObject {
  const meta: JsonObject = {};
  meta.self = meta;
  return meta;
}

function throwing(): JsonObject {
  return Object.defineProperty({}, 'broken', {
    enumerable: true,
    get() {
      throw new Error('Not today');
    },
  });
}
