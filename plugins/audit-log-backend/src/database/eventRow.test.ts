// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../__testUtils__/testLedger';
import { dialectOf } from './dialect';
import { eventFromRow } from './eventFromRow';
import { eventToRow } from './eventRow';
import { storedKey } from './storedText';
import { TABLES } from './tables';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const TEXTS: Readonly<Record<string, string>> = {
  plain: 'user:default/jane',
  empty: '',
  quotes: `it's "quoted" \\ back\\slashed \\u0041`,
  sql: `'; DROP TABLE audit_events; -- ? :name $1 %s _ %`,
  json: '{"a":[1,null]}',
  emoji: '👩‍👩‍👧‍👦 🏳️‍🌈 ❤️ 🇩🇪',
  'right to left': 'שלום \u202eעולם\u202c مرحبا',
  'combining marks': 'Zürich Zu\u0308rich ﬁn İstanbul',
  control: 'line\nbreak\ttab\u0001\u001b\u007f\u2028',
  'longest key': 'x'.repeat(512),
  'long emoji': '😀'.repeat(5_000),
  'ten thousand': 'user:default/'.padEnd(10_000, 'abcdefgh '),
};

/** The text wherever an event can hold one. */
function eventOf(text: string): NewAuditEvent {
  return auditEvent({
    plugin: text,
    event: text,
    action: text,
    category: text,
    severity: 'critical',
    outcome: 'unfinished',
    durationMs: undefined,
    actor: { type: 'anonymous', ref: text, title: text, via: text },
    targets: [{ ref: text, title: text }, { ref: text }, { ref: `${text}2` }],
    projects: [{ ref: text }, { ref: 'system:default/a', title: text }],
    request: {
      method: text,
      path: text,
      address: text,
      userAgent: text,
      traceId: text,
    },
    error: { name: text, message: text },
    changes: [
      { path: `/${text}`, before: text, after: { [text]: [text, null] } },
      { path: '/added', after: text },
      { path: '/removed', before: null },
    ],
    meta: { [`k${text}`]: [text, { [text]: null }, 1.5, true, -1e21] },
    redacted: [text],
    truncated: ['/meta'],
    labels: [text],
  });
}

describe.each(databases.eachSupportedId())('Events on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  afterEach(stopTestLedgers);

  const storedEvent = async () => {
    const row = await knex(TABLES.events).first();
    return eventFromRow({ ...row, first_sequence: '41' }, dialectOf(knex));
  };

  it.each(Object.keys(TEXTS))('come back as they were: %s', async name => {
    const ledger = await testLedger(knex);
    const event = eventOf(TEXTS[name]);

    await ledger.sink.append([event]);

    expect(await storedEvent()).toEqual({
      ...JSON.parse(JSON.stringify(event)),
      sequence: 41,
    });
  });

  it.each([
    [
      'nothing optional',
      {
        targets: [],
        projects: [],
        meta: {},
        request: undefined,
        actor: { type: 'system' },
      },
    ],
    ['a long time ago', { occurredAt: '0001-01-01T00:00:00.000Z' }],
    ['the longest duration', { durationMs: Number.MAX_SAFE_INTEGER }],
    ['no duration at all', { durationMs: 0 }],
  ] as [string, Partial<NewAuditEvent>][])(
    'come back as they were: %s',
    async (_, given) => {
      const ledger = await testLedger(knex);
      const event = auditEvent(given);

      await ledger.sink.append([event]);

      expect(await storedEvent()).toEqual({
        ...JSON.parse(JSON.stringify(event)),
        sequence: 41,
      });
    },
  );

  it('are found by a value of any length', async () => {
    const ledger = await testLedger(knex);
    const ref = TEXTS['ten thousand'];
    await ledger.sink.append([
      auditEvent({ targets: [{ ref }] }),
      auditEvent({ targets: [{ ref: `${ref}!` }] }),
    ]);

    const found = await knex(TABLES.events).where({ target: storedKey(ref) });

    expect(found).toHaveLength(1);
  });
});

describe('eventToRow', () => {
  it('takes recordedAt from the id, whatever the event says', () => {
    // The example of RFC 9562, appendix A.6: 2022-02-22T19:22:22.000Z.
    const event = auditEvent({ id: '017F22E2-79B0-7CC3-98C4-DC0C0C07398F' });

    const { row } = eventToRow({
      ...event,
      recordedAt: '1999-01-01T00:00:00Z',
    });

    expect(row.id).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
    expect(row.recorded_at).toBe(Date.parse('2022-02-22T19:22:22.000Z'));
  });

  it('lets nothing begin after it was recorded', () => {
    const event = auditEvent({ occurredAt: '2999-01-01T00:00:00.000Z' });

    const { row } = eventToRow(event);

    expect(row.occurred_at).toBe(row.recorded_at);
    expect(JSON.parse(row.details).truncated).toEqual(['/occurredAt']);
  });

  it.each([
    ['id', { id: 'b0b2d6a5-0e38-4a0c-8d0b-6a8f2c1d9e7f' }],
    ['id', { id: 'ffffffff-ffff-7fff-bfff-ffffffffffff' }],
    ['severity', { severity: 'dreadful' }],
    ['outcome', { outcome: 'maybe' }],
    ['actor.type', { actor: { type: 'ghost' } }],
  ])('refuses an unusable %s', (field, given) => {
    const event = { ...auditEvent(), ...given } as NewAuditEvent;

    expect(() => eventToRow(event)).toThrow(
      `An audit event's ${field} must be`,
    );
  });
});
