// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  EVENT_TYPES,
  type CoveredAction,
  type EventType,
} from 'backstage-plugin-audit-log-common';
import { auditEventSinkServiceRef } from 'backstage-plugin-audit-log-node';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { eventually } from '../../__testUtils__/eventually';
import { PUBLISH, RETRACT } from '../../eventTypes/__testUtils__/declaredTypes';
import { startAuditLog } from '../access/__testUtils__/startAuditLog';

jest.setTimeout(180_000);

const PEOPLE = {
  nobody: 'Bearer none',
  boss: mockCredentials.user.header('user:default/boss'),
  jane: mockCredentials.user.header('user:default/jane'),
  quality: mockCredentials.service.header({
    onBehalfOf: mockCredentials.service('plugin:quality'),
    targetPluginId: 'audit-log',
  }),
  outside: mockCredentials.service.header({
    onBehalfOf: mockCredentials.service('external:ci'),
    targetPluginId: 'audit-log',
  }),
};

const event = (action: string, meta = {}) => {
  const [plugin, name] = action.split('.');
  return auditEvent({ plugin, event: name, action, meta });
};

/** A plugin that shares the process, and declares what it reports. */
const toy = createBackendPlugin({
  pluginId: 'toy',
  register(env) {
    env.registerInit({
      deps: { log: auditEventSinkServiceRef, logger: coreServices.logger },
      async init({ log }) {
        log.declare('toy', [
          PUBLISH,
          { ...RETRACT, action: 'report.view', read: true },
        ]);
        log.declare('toy', [RETRACT]);
        await log.sink.append([
          event('toy.report.publish', { pages: 3 }),
          event('toy.report.publish', { pages: 'many' }),
          event('toy.page.turn'),
          { ...event('toy.report.view'), severity: 'low' },
        ]);
      },
    });
  },
});

describe('event types over HTTP', () => {
  let api: Awaited<ReturnType<typeof startAuditLog<keyof typeof PEOPLE>>>;

  beforeAll(async () => {
    api = await startAuditLog({
      people: PEOPLE,
      entities: [],
      features: [toy],
    });
  });

  const put = (who: keyof typeof PEOPLE, items: unknown) =>
    api.call(who, 'put', '/event-types', { body: { items } });
  const titles = async () => {
    const { body } = await api.call('boss', 'get', '/event-types');
    return new Map(
      (body.items as EventType[]).map(({ action, title }) => [action, title]),
    );
  };
  const coverageOf = (
    action: string,
    isExpected: (item: CoveredAction) => boolean,
  ) =>
    eventually(
      async () => {
        const { body } = await api.call('boss', 'get', '/event-types/coverage');
        return (body.items as CoveredAction[]).find(
          item => item.action === action,
        )!;
      },
      isExpected,
      // An answer serves those who ask within ten seconds.
      60_000,
    );

  it('has what is built in, and what plugins and their modules declare', async () => {
    const found = await titles();
    for (const { action, title } of EVENT_TYPES) {
      expect(found.get(action)).toBe(title);
    }
    expect(found.get('toy.report.publish')).toBe('Published report');
    expect(found.get('toy.report.retract')).toBe('Retracted report');
  });

  it('marks events by what was declared, and records all of them but routine reads', async () => {
    const { items } = await eventually(
      async () => (await api.call('boss', 'get', '/events?plugin=toy')).body,
      body => body.items.length === 3,
    );
    expect(
      Object.fromEntries(
        items.map((item: any) => [
          JSON.stringify([item.action, item.meta]),
          item.labels,
        ]),
      ),
    ).toEqual({
      '["toy.report.publish",{"pages":3}]': undefined,
      '["toy.report.publish",{"pages":"many"}]': ['unexpected-meta'],
      '["toy.page.turn",{}]': ['undeclared'],
    });
    const published = items.filter(
      (item: any) => item.action === 'toy.report.publish',
    );
    expect(published.map((item: any) => item.category)).toEqual([
      'reports',
      'reports',
    ]);
  });

  it('has the coverage', async () => {
    await expect(
      coverageOf(
        'toy.report.publish',
        item => item.mismatches !== undefined && item.events === 2,
      ),
    ).resolves.toMatchObject({
      status: 'declared',
      events: 2,
      mismatches: { events: 1, pointer: '/pages', message: 'must be integer' },
    });
    await expect(
      coverageOf('toy.page.turn', item => item.events === 1),
    ).resolves.toMatchObject({ status: 'undeclared' });
    const never = await coverageOf('toy.report.view', item => Boolean(item));
    expect(never).toMatchObject({ status: 'declared', events: 0 });
    expect(never.lastSeen).toBeUndefined();
  });

  it('takes what a plugin of another process declares, for itself', async () => {
    expect((await put('quality', [PUBLISH, RETRACT])).status).toBe(204);
    expect((await titles()).get('quality.report.retract')).toBe(
      'Retracted report',
    );
    // Once more, without one of them and with other words.
    const other = { ...PUBLISH, title: 'Released report' };
    expect((await put('quality', [other])).status).toBe(204);
    const found = await titles();
    expect(found.get('quality.report.publish')).toBe('Released report');
    expect(found.has('quality.report.retract')).toBe(false);
    expect(found.get('toy.report.retract')).toBe('Retracted report');
  });

  it.each<[keyof typeof PEOPLE, number]>([
    ['nobody', 401],
    ['jane', 403],
    ['boss', 403],
    ['outside', 403],
  ])('lets %s declare nothing', async (who, status) => {
    const refused = await put(who, [PUBLISH]);
    expect(refused.status).toBe(status);
  });

  it.each<[string, unknown, RegExp]>([
    ['no list', { a: 1 }, /items: must be array/],
    ['no title', [{ action: 'a', description: 'b' }], /items\.0\.title: /],
    ['an unknown field', [{ ...PUBLISH, words: 1 }], /items\.0\.words: /],
    ['a spaced action', [{ ...PUBLISH, action: 'a b' }], /a b: action must be/],
    [
      'a far reference',
      [{ ...PUBLISH, meta: { $ref: 'x:y' } }],
      /report\.publish: meta: .*x:y/,
    ],
    [
      'too many',
      Array(501).fill(PUBLISH),
      /items: must NOT have more than 500/,
    ],
  ])('refuses %s, and says what is wrong', async (_, items, message) => {
    const { status, body } = await put('quality', items);
    expect(status).toBe(400);
    expect(body.error.message).toMatch(message);
  });

  it.each(['/event-types', '/event-types/coverage'])(
    'shows %s to those who may read',
    async path => {
      const statusFor = async (who: keyof typeof PEOPLE) =>
        (await api.call(who, 'get', path)).status;
      expect(await statusFor('boss')).toBe(200);
      expect(await statusFor('jane')).toBe(403);
      expect(await statusFor('nobody')).toBe(401);
    },
  );
});
