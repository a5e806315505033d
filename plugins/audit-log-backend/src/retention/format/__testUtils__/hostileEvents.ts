// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { auditEvent, uuidAt } from '../../../__testUtils__/auditEvent';

/** What JSON.parse makes of a text, so with names that a literal cannot have. */
const parsed = (text: string) => JSON.parse(text);

/** Events that are hard to keep as they are, each with what it is about. */
export const HOSTILE_EVENTS: Readonly<Record<string, Partial<NewAuditEvent>>> =
  {
    'nothing but what must be there': {
      durationMs: undefined,
      actor: { type: 'anonymous' },
      targets: [],
      projects: [],
      request: undefined,
      meta: {},
    },
    everything: {
      actor: {
        type: 'service',
        ref: 'plugin:x',
        title: 'X',
        via: 'plugin:y',
      },
      targets: [
        { ref: 'a:b', title: 'A' },
        { ref: 'c:d' },
        { ref: 'e:f', title: '' },
      ],
      projects: [
        { ref: 'system:default/a' },
        { ref: 'system:default/b', title: 'B' },
      ],
      request: {
        method: 'GET',
        path: '/',
        address: '::1',
        userAgent: 'curl/8',
        traceId: '0af7651916cd43dd8448eb211c80319c',
      },
      error: { name: 'Error', message: 'No' },
      changes: [{ path: '/a', before: null, after: [1] }, { path: '/b' }],
      redacted: ['/meta/a'],
      truncated: ['/meta/b', '/meta/c~1d'],
      labels: ['demonstration', ''],
    },
    'what is there and empty': {
      request: {},
      changes: [],
      redacted: [],
      truncated: [],
      labels: [],
      actor: { type: 'user', ref: '', title: '', via: '' },
      plugin: '',
      action: '',
      targets: [{ ref: '' }, { ref: '', title: '' }],
      error: { name: '', message: '' },
    },
    'properties that no column has': {
      request: { method: 'GET', protocol: 'h2' } as any,
      error: { name: 'E', message: 'm', code: 5 } as any,
      targets: [{ ref: 'a:b', kind: 'x' }] as any,
    },
    'values of other types': {
      request: { method: 7, path: null } as any,
      error: { name: null, message: {} } as any,
      labels: [1, null, 'a'] as any,
      redacted: 'x' as any,
    },
    'texts with signs of SQL, JSON and CSV': {
      plugin: `a'b"c\\d\n\r\t,;$1?`,
      action: `'; DROP TABLE events; --`,
      actor: { type: 'user', ref: `user:default/o'brien`, title: '{"a":[1]}' },
      meta: {
        text: `'"\\\n\u2028\u2029`,
        json: '{"a":"\\u0000"}',
        null: 'NULL',
      },
      error: { name: 'null', message: 'true' },
      labels: ['[1,2]', 'a,b', `'`, '"'],
    },
    'what reads as a number or a time': {
      plugin: '007',
      event: '1e5',
      actor: { type: 'user', ref: '2026-01-01', title: 'NaN' },
      request: { traceId: '00000000000000000000000000000001', path: '1.0' },
      targets: [{ ref: '1' }, { ref: 'null' }],
    },
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
    'what looks like them': {
      event: '\\u0000',
      meta: { '\\ud800': '\\u0000', nested: JSON.stringify('\0') },
    },
    'columns that are cut in the database': {
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
      meta: {
        big: 1e400,
        none: NaN,
        minus: -0,
        small: 5e-324,
        long: 1e21,
        exact: 2 ** 53 + 2,
      },
    },
    'the longest duration': { durationMs: Number.MAX_SAFE_INTEGER },
    'names of objects': {
      meta: parsed(
        '{"__proto__":{"a":"user:default/jane"},"constructor":1,"toString":null,"length":2,"10":1,"9":{"":""}}',
      ),
      changes: parsed(
        '[{"path":"/__proto__","before":{"__proto__":"jane@example.com"}}]',
      ),
    },
    'any script': {
      meta: { é: 1, 'e\u0301': 2, '\u20ac': 3, '\ud83d\ude00': 4, '\ufb33': 5 },
      actor: {
        type: 'user',
        ref: 'user:default/שלום',
        title: '佐藤 🦄 \u202e',
      },
      category: '\ufeff\u00a0',
    },
    'the earliest time there is': {
      occurredAt: '0001-01-01T00:00:00.000Z',
      operationId: uuidAt().toUpperCase(),
    },
    'what happened before 1970': { occurredAt: '1969-12-31T23:59:59.999Z' },
    'a large meta': {
      meta: { text: 'x'.repeat(300_000), list: Array(20_000).fill({ a: 1 }) },
    },
    'hundreds of people': {
      targets: Array.from({ length: 300 }, (_, index) => ({
        ref: `user:default/person-${index}`,
        ...(index % 3 === 0 && { title: `Person ${index}` }),
      })),
      meta: {
        phone: '1',
        mails: Array.from({ length: 100 }, (_, n) => `p${n}@example.com`),
      },
    },
  };

export function hostileEvents(): readonly NewAuditEvent[] {
  return Object.values(HOSTILE_EVENTS).map(given => auditEvent(given));
}
