// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { leafData, leafHash } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import type { Ledger } from '../ledger/Ledger';
import { auditEvent, uuidAt } from '../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../__testUtils__/testLedger';
import {
  seededRandom,
  type SeededRandom,
} from '../query/__testUtils__/seededRandom';
import { storedEvents } from '../sealing/__testUtils__/storedTree';
import { TABLES } from './tables';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

/** What JSON.parse makes of a text, so with names that a literal cannot have. */
const parsed = (text: string) => JSON.parse(text);

const TEXTS = [
  'user:default/jane',
  'USER:x',
  'jane@example.com',
  '\ud83d',
  '\ude00',
  '\ud83d\ude00',
  '\0',
  '\u2028"\\',
  '__proto__',
  'constructor',
  '~0/~1',
  '',
  '10',
  '9',
];
const NUMBERS = [0, -0, 1e21, 1e-7, 1e400, NaN, 0.1, 2 ** 53, 5e-324];

/** Any value that could come in `meta`, with names and texts that mean trouble. */
function randomValue(random: SeededRandom, depth = 0): unknown {
  const kind = random.below(depth > 4 ? 4 : 7);
  switch (kind) {
    case 0:
      return random.pick([null, true, false, undefined]);
    case 1:
      return random.pick(NUMBERS);
    case 2:
    case 3:
      return random.pick(TEXTS) + random.pick(TEXTS);
    case 4:
      return Array.from({ length: random.below(4) }, () =>
        randomValue(random, depth + 1),
      );
    default: {
      const entries = Array.from({ length: random.below(5) }, () => [
        random.pick(TEXTS) + random.pick(TEXTS),
        randomValue(random, depth + 1),
      ]);
      return Object.fromEntries(entries);
    }
  }
}

function randomEvent(random: SeededRandom): NewAuditEvent {
  const text = () => random.pick(TEXTS) + random.pick(TEXTS);
  return auditEvent({
    plugin: text(),
    event: text(),
    action: text(),
    category: text(),
    durationMs: random.pick([undefined, 0, 1.5, -1, 1e300]),
    actor: random.pick<NewAuditEvent['actor']>([
      { type: 'system' },
      { type: 'user', ref: text(), title: text(), via: text() },
    ]),
    targets: Array.from({ length: random.below(4) }, () => ({ ref: text() })),
    request: random.pick([undefined, {}, { address: text(), path: text() }]),
    meta: { value: randomValue(random), [text()]: randomValue(random) } as any,
    changes: random.pick([
      undefined,
      [{ path: `/${text()}`, before: randomValue(random) as any }],
    ]),
  });
}

const HOSTILE: Readonly<Record<string, Partial<NewAuditEvent>>> = {
  'halves of surrogate pairs': {
    plugin: '\ud83d',
    meta: { 'k\udc00': '\ud83d\ud83d', '\ud83d': ['\udfff'] },
    actor: { type: 'user', ref: 'user:default/\ud800', title: '\udc00' },
  },
  NUL: {
    event: 'a\0b',
    meta: { '\0': '\0' },
    error: { name: '\0', message: '\0' },
  },
  'columns that are cut': {
    action: 'a'.repeat(10_000),
    actor: { type: 'user', ref: `user:default/${'😀'.repeat(9_000)}` },
    targets: [
      { ref: 'x'.repeat(10_000) },
      { ref: `user:${'y'.repeat(5_000)}` },
    ],
    request: { address: '1'.repeat(1_000) },
  },
  'numbers that JSON has not': {
    durationMs: 1e300,
    meta: { big: 1e400, none: NaN, minus: -0, small: 5e-324, long: 1e21 },
  },
  'names of objects': {
    meta: parsed(
      '{"__proto__":{"a":"user:default/jane"},"constructor":1,"toString":null,"length":2,"10":1,"9":{"":""}}',
    ),
    changes: parsed(
      '[{"path":"/__proto__","before":{"__proto__":"jane@example.com"}}]',
    ),
  },
  'names in any script': {
    meta: { é: 1, 'e\u0301': 2, '\u20ac': 3, '\ud83d\ude00': 4, '\ufb33': 5 },
  },
  'what is no JSON': {
    meta: {
      date: new Date(0),
      left: undefined,
      list: [undefined, () => {}, Symbol('x')],
      text: Object('boxed'),
    } as any,
  },
  'times of their own': {
    occurredAt: '0001-01-01T00:00:00.000Z',
    operationId: uuidAt().toUpperCase(),
    recordedAt: 'never',
  },
  'an event that says it was erased': {
    erased: ['/actor'],
    sequence: 5,
    seal: { salts: {} },
  } as any,
  'hundreds of people': {
    meta: {
      people: Array.from({ length: 300 }, (_, n) => `user:default/p${n}`),
      mail: Array.from({ length: 300 }, (_, n) => `p${n}@example.com`),
    },
    targets: Array.from({ length: 100 }, (_, n) => ({ ref: `user:x/p${n}` })),
  },
};

describe.each(databases.eachSupportedId())('Leaves on %s', databaseId => {
  let knex: Knex;
  let ledger: Ledger;
  let personalOf: (action: string) => readonly string[];

  beforeAll(async () => {
    knex = await databases.init(databaseId);
    ledger = await testLedger(knex, {
      sealing: { personalOf: action => personalOf(action), wake: () => {} },
    });
  });

  beforeEach(async () => {
    personalOf = () => [];
    await knex(TABLES.events).delete();
    await knex(TABLES.batches).delete();
  });

  afterAll(stopTestLedgers);

  /** Appends with leaves; gives what is stored: leaves as they were made, and events as they are read. */
  async function append(events: readonly NewAuditEvent[]) {
    await ledger.sink.append(events);
    await knex(TABLES.batches).update({ first_sequence: 0 });
    const [{ leaves }] = await knex(TABLES.batches).select('leaves');
    return {
      leaves: Buffer.from(leaves).toString('hex').match(/.{64}/g),
      read: await storedEvents(knex),
    };
  }

  it.each(Object.keys(HOSTILE))('are of what is read back: %s', async name => {
    const { leaves, read } = await append([auditEvent(HOSTILE[name])]);
    expect(
      read.map(({ event, seal }) => leafHash(event, seal!).toString('hex')),
    ).toEqual(leaves);
    expect(read[0].event.erased).toBeUndefined();
  });

  it('are of what is read back: events at random', async () => {
    const random = seededRandom(7);
    const { leaves, read } = await append(
      Array.from({ length: 500 }, () => randomEvent(random)),
    );
    expect(read).toHaveLength(500);
    expect(
      read.map(({ event, seal }) => leafHash(event, seal!).toString('hex')),
    ).toEqual(leaves);
  });

  it('hold nothing of people but commitments, and of what plugins declared', async () => {
    const event = auditEvent({
      action: 'toy.report.publish',
      meta: { reviewer: 'user:default/rob', phone: '+44 1', pages: 3 },
      request: { address: '10.9.8.7', userAgent: 'Browser of Jane' },
      targets: [{ ref: 'user:default/tim', title: 'Tim' }],
    });
    personalOf = action =>
      action === 'toy.report.publish' ? ['/meta/phone'] : [];
    const { read } = await append([event]);
    const data = leafData(read[0].event, read[0].seal!);
    expect(Object.keys(read[0].seal!.salts).sort()).toEqual([
      '/actor',
      '/meta/phone',
      '/meta/reviewer',
      '/targets/0',
    ]);
    for (const secret of ['jane', 'Jane', 'rob', '+44', '10.9', 'tim', 'Tim']) {
      expect(data).not.toContain(secret);
    }
    expect(data).toContain('"pages":3');
  });

  it('are not made where nothing is sealed', async () => {
    const unsealed = await testLedger(knex);
    await unsealed.sink.append([auditEvent()]);
    expect(await knex(TABLES.batches).select('leaves')).toEqual([
      { leaves: null },
    ]);
    const [{ details }] = await knex(TABLES.events).select('details');
    expect(JSON.parse(details)).not.toHaveProperty('seal');
  });
});
