// SPDX-License-Identifier: Apache-2.0
import { keyStates } from './keyStates';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const DAY = 86_400_000;
const at = (days: number) => new Date(NOW + days * DAY).toISOString();
const rotation = (until: number) => ({
  at: at(-1),
  by: { ref: 'user:default/ada' },
  previousWorksUntil: at(until),
});

describe('keyStates', () => {
  it.each([
    ['works for long', { expiresAt: at(15) }, ['active']],
    ['works for ever', { expiresAt: null }, ['active']],
    ['ends within 14 days', { expiresAt: at(13) }, ['expiring']],
    [
      'was rotated, and the token before works',
      { expiresAt: null, rotation: rotation(1) },
      ['rotating'],
    ],
    [
      'was rotated, and the token before works no more',
      { expiresAt: null, rotation: rotation(-0.5) },
      ['active'],
    ],
    [
      'is rotated and ends soon',
      { expiresAt: at(2), rotation: rotation(1) },
      ['rotating', 'expiring'],
    ],
    [
      'has expired, whatever its tokens',
      {
        status: 'expired' as const,
        expiresAt: at(-1),
        rotation: rotation(1),
      },
      ['expired'],
    ],
    [
      'is revoked, whatever its expiry',
      { status: 'revoked' as const, expiresAt: at(2) },
      ['revoked'],
    ],
  ])('says of a key that %s where it stands', (_, key, states) => {
    expect(keyStates({ status: 'active', ...key }, NOW)).toEqual(states);
  });
});
