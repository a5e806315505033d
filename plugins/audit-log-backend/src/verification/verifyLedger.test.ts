// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { stopTestLedgers } from '../__testUtils__/testLedger';
import { randomEvents } from '../query/__testUtils__/randomEvents';
import { seededRandom } from '../query/__testUtils__/seededRandom';
import { sealedLedger } from './__testUtils__/sealedLedger';
import { verifyAll } from './__testUtils__/verifyAll';

/** What a row could be read as something else for, on its way out of a database. */
const TEXTS = [
  '',
  '\\N',
  '\\\\N',
  '\\.',
  '\\t',
  '\\x41\\101',
  'a\tb\nc\rd\be\ff\vg',
  'ends in a backslash\\',
  '\\\t\\\n',
  '"quoted" {} , \'',
  'NUL\0, half \ud800',
  '\u0001\u001f\u007f\u0085\u2028',
  'Zürich שלום 🚀',
  'user:default/jane',
  'jane@example.com',
  'x'.repeat(5_000),
];

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('Verification on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  afterEach(stopTestLedgers);

  it('finds nothing in a ledger of two thousand events of every kind', async () => {
    const { append, keys } = await sealedLedger(knex);
    const events = randomEvents(seededRandom(5), 2_000);
    await append(
      events.slice(0, 3),
      events.slice(3, 300),
      events.slice(300, 301),
      events.slice(301),
    );

    expect(await verifyAll(knex, keys)).toEqual({
      verified: 2_000,
      erased: 0,
      recordedUntil: expect.any(Number),
      findings: [],
      count: 0,
    });
    for (const part of [
      { from: 0, to: 2 },
      { from: 300, to: 301 },
      { from: 255, to: 257 },
      { from: 1_999, to: 2_000 },
    ]) {
      expect(await verifyAll(knex, keys, part)).toMatchObject({ findings: [] });
    }
  });

  it('finds nothing in events with texts and times of any kind', async () => {
    const { append, keys } = await sealedLedger(knex, {
      personal: ['/meta/owner'],
    });
    const events = TEXTS.map(text =>
      auditEvent({
        plugin: text,
        event: text,
        action: text,
        category: text,
        actor: { type: 'service', ref: text, title: text, via: text },
        targets: [{ ref: text }, { ref: `${text}2`, title: text }],
        projects: [{ ref: text }, { ref: text }],
        request: { method: text, path: text, address: text, userAgent: text },
        changes: [{ path: text, before: null, after: { [text]: [text] } }],
        meta: { [`k${text}`]: text, owner: text, number: -1e-7, 10: 1, 9: 0 },
        labels: [text],
      }),
    );
    const times = [
      '0001-01-01T00:00:00.000Z',
      '1969-12-31T23:59:59.999Z',
      '1970-01-01T00:00:00.000Z',
      '2026-03-29T01:30:00.007Z',
    ].map(occurredAt => auditEvent({ occurredAt, durationMs: undefined }));
    await append(events, times);
    expect(await verifyAll(knex, keys)).toMatchObject({
      verified: events.length + times.length,
      findings: [],
    });
  });

  it('passes over an empty ledger', async () => {
    const { keys } = await sealedLedger(knex);
    expect(await verifyAll(knex, keys)).toMatchObject({ count: 0 });
  });
});
