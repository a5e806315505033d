// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { searchText } from '../../database/searchText';
import { seededRandom } from '../../query/__testUtils__/seededRandom';
import { isSearchText } from './isSearchText';

/** Words that begin with each other, are repeated, are too long, or are no plain text. */
const TEXTS = [
  'user:default/jane',
  'User:Default/JANE',
  'jan',
  'jane2 jane',
  'a a b a',
  'a-b_c.d/e',
  '1 11 111 11 1',
  '',
  '---',
  'x'.repeat(64),
  'x'.repeat(65),
  `${'x'.repeat(64)} y`,
  'Zürich zurich',
  'K',
  'İstanbul',
  'ﬁne 🚀 ①',
  'NUL\u0000NUL',
  'no\u00a0break',
  Array.from({ length: 300 }, (_, index) => `w${index}`).join(' '),
  Array.from({ length: 900 }, (_, index) => `w${index}`).join(' '),
];

const random = seededRandom(11);
const some = () => random.some(TEXTS, 4).join(random.pick([' ', '/', '\n']));

function someEvent(): AuditEvent {
  return auditEvent({
    action: some(),
    category: some(),
    actor: { type: 'user', ref: some(), title: some() },
    targets: random.some(TEXTS, 3).map(ref => ({ ref, title: some() })),
    projects: random.some(TEXTS, 2).map(ref => ({ ref })),
    request: random.chance(0.5)
      ? { method: 'PUT', path: some(), address: some() }
      : undefined,
    error: random.chance(0.2) ? { name: 'E', message: some() } : undefined,
    meta: { text: some(), list: [some(), { inner: some() }], number: 11 },
  }) as AuditEvent;
}

/** Another text of words than this one. */
function others(text: string): string[] {
  const words = text.split(' ');
  const at = random.below(words.length);
  const without = words.toSpliced(at, 1).join(' ');
  return [
    '',
    ` ${text}`,
    `${text} `,
    `${text} ${words[at]}`,
    `${text}x`,
    text.slice(0, -1),
    text.slice(1),
    text.replace(' ', '  '),
    text.toUpperCase(),
    without,
    words.toSpliced(at, 0, words[at]).join(' '),
    words.toSpliced(at, 0, 'other').join(' '),
    [...words].reverse().join(' '),
  ].filter(other => other !== text);
}

it('knows the text of any event, and no other', () => {
  for (let time = 0; time < 1_000; time++) {
    const event = someEvent();
    const text = searchText(event);
    expect([text, isSearchText(text, event)]).toEqual([text, true]);
    for (const other of others(text)) {
      expect([text, other, isSearchText(other, event)]).toEqual([
        text,
        other,
        false,
      ]);
    }
  }
});

it('knows it of an event that says nothing', () => {
  const event = auditEvent({
    action: '-',
    category: '-',
    actor: { type: 'system' },
    targets: [],
    projects: [],
    request: undefined,
    meta: {},
  }) as AuditEvent;
  expect(isSearchText('', event)).toBe(true);
  expect(isSearchText('x', event)).toBe(false);
});
