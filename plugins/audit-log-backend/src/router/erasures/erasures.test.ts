// SPDX-License-Identifier: Apache-2.0
import type { Erasure } from 'backstage-plugin-audit-log-common';
import { uuidAt } from '../../__testUtils__/auditEvent';
import { eventually } from '../../__testUtils__/eventually';
import {
  DECISIONS,
  RETAIL,
  startGuardedBackend,
  type DecisionName,
  type Who,
} from '../../access/__testUtils__/startGuardedBackend';

const NOBODY_THERE = 'user:default/nobody-there';

describe('erasures over HTTP', () => {
  let backend: Awaited<ReturnType<typeof startGuardedBackend>>;

  const post = (path: string, who: Who, body: object) =>
    backend.send('post', path, who, body);
  const done = (id: string) =>
    eventually(
      async () =>
        (await backend.get(`/erasures/${id}`, 'administrator')).body as Erasure,
      erasure => erasure.state === 'done',
      60_000,
    );

  beforeAll(async () => {
    backend = await startGuardedBackend({});
  });

  beforeEach(() => {
    backend.policy.decision = DECISIONS.allow;
  });

  it.each<[Who, DecisionName, boolean | 401]>([
    ['nobody', 'allow', 401],
    ['jane', 'allow', false],
    ['projectReader', 'allow', false],
    ['roleHolder', 'allow', false],
    ['administrator', 'allow', true],
    ['administrator', 'deny', false],
    ['memberOfAdministrators', 'allow', true],
    ['service', 'allow', true],
    ['readingService', 'allow', false],
  ])(
    'are for those who hold audit-log.erase: %s, where the policy says %s',
    async (who, decision, may) => {
      backend.policy.decision = DECISIONS[decision];
      const statusOf = (allowed: number) =>
        may === true ? allowed : may || 403;
      const body = { person: NOBODY_THERE, reason: 'Ticket 7' };
      const { person } = body;
      const preview = await post('/erasures/preview', who, { person });
      expect(preview.status).toBe(statusOf(200));
      expect((await post('/erasures', who, body)).status).toBe(statusOf(202));
      expect((await backend.get('/erasures', who)).status).toBe(statusOf(200));
      const one = await backend.get(`/erasures/${uuidAt()}`, who);
      expect(one.status).toBe(statusOf(404));
    },
  );

  it('take a person out, are on record, and never say who it was', async () => {
    const person = 'user:default/jane';
    const { body: preview } = await post('/erasures/preview', 'administrator', {
      person,
    });
    expect(preview.events).toBeGreaterThanOrEqual(2);

    const { body: begun } = await post('/erasures', 'administrator', {
      person,
      reason: 'Ticket 7',
    });
    expect(begun).toMatchObject({ state: 'running', reason: 'Ticket 7' });
    const erasure = await done(begun.id);
    expect(erasure.events).toBeGreaterThanOrEqual(preview.events);

    const { body: event } = await backend.get(
      `/events/${RETAIL.id}`,
      'administrator',
    );
    expect(event).toMatchObject({
      erased: ['/actor'],
      actor: { type: 'user' },
    });
    await eventually(
      () => backend.get(`/events/${RETAIL.id}/proof`, 'roleHolder'),
      ({ status }) => status === 200,
    );

    const recorded = await backend.events(
      `plugin=audit-log&operation=${begun.id}&order=oldest`,
      items => items.length === 2,
    );
    expect(recorded.map(({ action, meta }) => [action, meta])).toEqual([
      ['audit-log.erasure.begin', { actionType: 'begin', reason: 'Ticket 7' }],
      [
        'audit-log.erasure.done',
        { reason: 'Ticket 7', events: erasure.events, archivedEvents: 0 },
      ],
    ]);
    const { body: list } = await backend.get('/erasures', 'administrator');
    const told = JSON.stringify([
      list,
      await backend.events(
        'plugin=audit-log&event=erasure&order=oldest',
        items => items.length > 0,
      ),
    ]);
    expect(told).not.toContain('nobody-there');
    expect(told).not.toContain('default/jane');
  });

  it.each([
    [{ person: 'jane', reason: 'x' }],
    [{ person: NOBODY_THERE }],
    [{ person: NOBODY_THERE, reason: '' }],
    [{ person: NOBODY_THERE, reason: `About ${NOBODY_THERE}` }],
    [{ person: 'user:default/kim', reason: 'Kim asked for it' }],
    [{ person: 'kim@example.com', reason: 'See Kim@Example.com' }],
    [{ person: NOBODY_THERE, reason: 'x', other: 1 }],
  ])('refuse %j', async body => {
    const { status } = await post('/erasures', 'administrator', body);
    expect(status).toBe(400);
  });
});
