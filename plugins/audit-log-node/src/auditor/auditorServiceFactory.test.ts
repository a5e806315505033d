// SPDX-License-Identifier: Apache-2.0
import { auditorServiceFactory as stockFactory } from '@backstage/backend-defaults/auditor';
import {
  coreServices,
  createServiceFactory,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import { mockAuditLog } from '../testing/mockAuditLog';
import {
  AS_USER,
  type Feature,
  postOperation,
  succeed,
} from './__testUtils__/postOperation';
import { auditorServiceFactory } from './auditorServiceFactory';

describe('auditorServiceFactory', () => {
  it('makes one event of the beginning and the end of an operation', async () => {
    const auditLog = mockAuditLog();
    const before = Date.now();
    const response = await postOperation(succeed, {
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
      await postOperation(
        async createEvent => (await createEvent()).fail({ error }),
        {
          features: [auditorServiceFactory, auditLog.factory],
          headers: AS_USER,
        },
      );
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
    const response = await postOperation(succeed, {
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
    const response = await postOperation(
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
    await postOperation(
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

  it.each<[string, JsonObject]>([
    ['circular', circular()],
    ['5 MB', { text: 'x'.repeat(5_000_000) }],
    ['not JSON', { big: 1n, run: () => 1 } as unknown as JsonObject],
    ['throwing', throwing()],
  ])('records an event with %s meta', async (_, meta) => {
    const auditLog = mockAuditLog();
    const response = await postOperation(
      async createEvent => (await createEvent()).success({ meta }),
      { features: [auditorServiceFactory, auditLog.factory], headers: AS_USER },
    );
    expect(response.status).toBe(200);
    expect(auditLog.events).toHaveLength(1);
    const [event] = auditLog.events;
    expect(event.truncated).not.toHaveLength(0);
    expect(JSON.stringify(event).length).toBeLessThan(80_000);
  });

  it('writes the log lines of the stock auditor', async () => {
    const lines = async (features: readonly Feature[]) => {
      const written: unknown[] = [];
      await postOperation(
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
