// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { auditEvent } from '../__testUtils__/auditEvent';
import {
  seededRandom,
  type SeededRandom,
} from '../query/__testUtils__/seededRandom';
import { eventFromRow, type ReadEventRow } from './eventFromRow';
import { EventJson } from './EventJson';
import { eventToRow } from './eventRow';
import { JsonWriter } from './JsonWriter';
import { sealEvent } from './sealEvent';
import { bytesOfRow, StoredRow } from './StoredRow';

const DIALECT = { readTime: Number };
const NOTHING_PERSONAL = { personalOf: () => [] };

const TEXTS = [
  'user:default/jane',
  'jane@example.com',
  '\ud83d\ude00',
  '\ud83d',
  'a\0b\n\t\u001f\u007f\u2028',
  '"\\',
  '\\"}],[{',
  '","meta":{"a":1},"erased":{',
  '"seal":',
  '__proto__',
  '10',
  '',
  'שלום',
  'x'.repeat(600),
];

function randomValue(random: SeededRandom, depth = 0): unknown {
  const inner = () => randomValue(random, depth + 1);
  switch (random.below(depth > 3 ? 3 : 5)) {
    case 0:
      return random.pick([null, true, false, 0, -0, 1e21, 1e-7, 0.1]);
    case 1:
    case 2:
      return random.pick(TEXTS) + random.pick(TEXTS);
    case 3:
      return Array.from({ length: random.below(4) }, inner);
    default:
      return Object.fromEntries(
        Array.from({ length: random.below(4) }, () => [
          random.pick(TEXTS),
          inner(),
        ]),
      );
  }
}

function randomEvent(random: SeededRandom): NewAuditEvent {
  const text = () => random.pick(TEXTS) + random.pick(TEXTS);
  const some = <T>(value: T) => random.pick([undefined, value]);
  const refs = () =>
    Array.from({ length: random.below(3) }, () => ({
      ref: text(),
      title: some(text()),
    }));
  return auditEvent({
    plugin: text(),
    event: text(),
    action: text(),
    category: text(),
    severity: random.pick(['low', 'medium', 'high', 'critical']),
    outcome: random.pick(['succeeded', 'failed', 'denied', 'unfinished']),
    durationMs: random.pick([undefined, 0, 12, Number.MAX_SAFE_INTEGER]),
    actor: random.pick<NewAuditEvent['actor']>([
      { type: 'system' },
      { type: 'user', ref: text(), title: text() },
      { type: 'service', ref: text(), via: text() },
    ]),
    targets: refs(),
    projects: refs(),
    request: some({ address: text(), path: text() }),
    error: some({ name: text(), message: text() }),
    changes: some([{ path: `/${text()}`, before: randomValue(random) as any }]),
    meta: random.pick([{}, { [text()]: randomValue(random) as any }]),
    redacted: some([text()]),
    truncated: some([text()]),
    labels: some([text()]),
  });
}

function rowOf(event: NewAuditEvent, isSealed = true): ReadEventRow {
  const converted = eventToRow(event);
  const { row } = isSealed ? sealEvent(converted, NOTHING_PERSONAL) : converted;
  return { ...row, position: 3, first_sequence: '40' };
}

const expected = (row: ReadEventRow) =>
  JSON.stringify(eventFromRow(row, DIALECT));

function storedRow(row: ReadEventRow): StoredRow {
  const bytes = bytesOfRow(row, DIALECT);
  const stored = new StoredRow();
  expect(stored.read(bytes, 0, bytes.length)).toBe(true);
  return stored;
}

/** What is written of a row into no more room than it is said to take; undefined where an object has to be made. */
function written(row: ReadEventRow): string | undefined {
  const stored = storedRow(row);
  const writer = new JsonWriter();
  writer.bytes = Buffer.alloc(EventJson.mostBytes(stored));
  return new EventJson(writer).write(stored)
    ? writer.bytes.toString('utf8', 0, writer.at)
    : undefined;
}

describe('EventJson', () => {
  it('is the JSON of the event, whatever is in it', () => {
    const random = seededRandom(5);
    let short = 0;
    for (let count = 0; count < 3_000; count++) {
      const row = rowOf(randomEvent(random), random.chance(0.8));
      const text = written(row);
      expect(text ?? expected(row)).toBe(expected(row));
      expect(expected(storedRow(row).toRow())).toBe(expected(row));
      short += text === undefined ? 0 : 1;
    }
    // Most of them the short way; those with a text that is cut are not.
    expect(short).toBeGreaterThan(1_000);
    expect(short).toBeLessThan(3_000);
  });

  it.each([
    ['a number from PostgreSQL', { duration_ms: '12' }],
    ['the largest number', { duration_ms: String(Number.MAX_SAFE_INTEGER) }],
    ['no sequence yet', { first_sequence: null }],
    ['a sequence that nobody asked for', { first_sequence: undefined }],
    ['a sequence of many digits', { first_sequence: '4294967296123' }],
    ['a time as a Date', { occurred_at: new Date(5) }],
    ['the first time', { occurred_at: Date.parse('0001-01-01T00:00:00Z') }],
    ['a time before 1970', { occurred_at: -1 }],
    ['the last moment of a day', { occurred_at: Date.UTC(2026, 1, 28) - 1 }],
    ['the last time of all', { occurred_at: 8.64e15 }],
    ['signs that have to be escaped', { event: '\u0001'.repeat(400) }],
  ] as [string, Partial<ReadEventRow>][])('is the same with %s', (_, given) => {
    const row = { ...rowOf(auditEvent()), ...given };
    expect(written(row)).toBe(expected(row));
    expect(expected(storedRow(row).toRow())).toBe(expected(row));
  });

  it.each([
    ['nothing', '{}'],
    ['only what comes before meta', '{"targets":[],"error":{"name":"}"}}'],
    ['only what comes behind it', '{"redacted":["/meta/\\"a"]}'],
    ['only meta', '{"seal":{"salts":{"/a}":"x"}},"meta":{"a":1}}'],
  ])('is the same where details have %s', (_, details) => {
    const row = { ...rowOf(auditEvent()), details };
    expect(written(row)).toBe(expected(row));
  });

  it.each([
    [
      'something erased',
      '{"seal":{"salts":{},"erased":{"/request/address":{"commitment":"x","by":"y"}}},"meta":{"a":1}}',
    ],
    ['a seal in another order', '{"seal":{"erased":{},"salts":{}}}'],
    ['whole values', '{"meta":{"a":1},"whole":{"plugin":"a long one"}}'],
    ['another order', '{"meta":{"a":1},"targets":[{"ref":"a"}]}'],
    ['a name twice', '{"meta":{"a":1},"meta":{"b":1}}'],
    ['a name that nobody knows', '{"meta":{"a":1},"more":{"b":1}}'],
    ['space in between', '{ "meta": {"a":1} }'],
    ['no object in a value', '{"actorTitle":null,"meta":{}}'],
  ])('leaves alone what has %s', (_, details) => {
    const row = { ...rowOf(auditEvent()), details };
    expect(written(row)).toBeUndefined();
  });

  it.each([
    '',
    '{',
    '[]x',
    '{"meta":{"a":1}',
    '{"meta":{"a":"1}}',
    '{"meta":{"a":1}}}',
    '{"meta":{"a":1}},',
    '{"meta":{"a":1},}',
    '{"meta":}',
    '{"meta":{"a":"\n{\\"id\\":1}\n"}}',
    '{"actorTitle":"x\\',
  ])('leaves alone details that are no JSON: %j', details => {
    const row = { ...rowOf(auditEvent()), details };
    expect(written(row)).toBeUndefined();
  });
});
