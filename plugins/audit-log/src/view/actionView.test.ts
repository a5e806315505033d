// SPDX-License-Identifier: Apache-2.0
import { actionView } from './actionView';
import { viewToParams } from './viewToParams';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const DAY = 86_400_000;

describe('actionView', () => {
  it.each([
    [undefined, 'action=a.b'],
    [0, 'action=a.b'],
    [29, 'action=a.b'],
    [31, 'action=a.b&range=90d'],
    [200, 'action=a.b&range=1y'],
    [400, 'action=a.b&from=2025-10-20T12%3A00%3A00.000Z'],
  ])('goes back as far as the last one, %p days ago', (days, expected) => {
    const lastSeen =
      days === undefined ? undefined : new Date(NOW - days * DAY).toISOString();
    const params = viewToParams(actionView('a.b', { lastSeen, now: NOW }));
    params.sort();
    expect(String(params)).toBe(expected);
  });

  it('opens an event', () => {
    const view = actionView('a.b', { now: NOW, eventId: 'x' });
    expect(viewToParams(view).get('open')).toBe('x');
  });
});
