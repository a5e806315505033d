// SPDX-License-Identifier: Apache-2.0
import { mockCredentials } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { AttachableSink } from '../AttachableSink';
import { DECLARED, postReport } from './__testUtils__/toyPlugin';
import { newEventId } from './newEventId';

describe('auditLog.record', () => {
  it('records everything that is given, and who called', async () => {
    const id = newEventId();
    const { status, events } = await postReport(
      async ({ auditLog, request }) => {
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
      },
    );
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
    const { events } = await postReport(({ auditLog }) =>
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
    const { events } = await postReport(({ auditLog }) =>
      auditLog.record({ action: 'a', outcome, error }),
    );
    expect(events).toMatchObject([{ outcome: expected }]);
    expect(events[0].error?.message).toBe(error?.message);
  });

  it('takes an actor that is named, else credentials, else the request', async () => {
    const actor = { type: 'user', ref: 'user:default/ann' } as const;
    const credentials = mockCredentials.user('user:default/bob');
    const { events } = await postReport(async ({ auditLog, request }) => {
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
    const { events } = await postReport(({ auditLog }) =>
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
    const { events } = await postReport(({ auditLog }) =>
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
    const { status, events } = await postReport(({ auditLog }) =>
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
    const { events } = await postReport(async ({ auditLog }) => {
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
      expect.arrayContaining(['/targets', '/projects', '/changes', '/action']),
    );
  });

  it.each([
    ['rejects', async () => Promise.reject(new Error('Store is down'))],
    ['never resolves', () => new Promise<void>(() => {})],
  ])('neither breaks nor holds up when the store %s', async (_, append) => {
    const service = AttachableSink.create();
    await service.attach({ sink: { append }, durable: { append } });
    const { status } = await postReport(
      ({ auditLog }) => auditLog.record({ action: 'a' }),
      { service },
    );
    expect(status).toBe(200);
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
