// SPDX-License-Identifier: Apache-2.0
import { inWords, judgeClock } from './judgeClock';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const NOW = Date.parse('2026-11-30T12:00:00Z');

const after = (ms: number, doubtedSince?: number) =>
  judgeClock(NOW + ms, { startedAt: NOW, clock: { doubtedSince } })
    .doubtedSince;

describe('the clock', () => {
  it('is believed at the first run', () => {
    expect(judgeClock(NOW, undefined)).toEqual({ now: NOW });
  });

  it.each([
    ['a day later', DAY_MS],
    ['31 days later', 31 * DAY_MS],
    ['at the same time', 0],
    ['an hour earlier, set right', -HOUR_MS],
  ])('is believed %s', (_, ms) => {
    expect(after(ms)).toBeUndefined();
  });

  it.each([
    ['a moment more than 31 days later', 31 * DAY_MS + 1],
    ['years later', 3650 * DAY_MS],
    ['more than an hour earlier', -HOUR_MS - 1],
    ['years earlier', -3650 * DAY_MS],
  ])('is in doubt %s', (_, ms) => {
    expect(after(ms)).toBe(NOW + ms);
    // Also where it was in doubt before: this one is another time.
    expect(after(ms, NOW - DAY_MS)).toBe(NOW + ms);
  });

  it('stays in doubt until it has fitted for a day, however many runs there are', () => {
    expect(after(HOUR_MS, NOW)).toBe(NOW);
    expect(after(22 * HOUR_MS, NOW)).toBe(NOW);
    expect(after(DAY_MS, NOW)).toBeUndefined();
    // A daily run may begin some seconds before the day is over.
    expect(after(DAY_MS - 5_000, NOW)).toBeUndefined();
  });

  const leap = (ms: number, leaptAt?: number, usualGapMs?: number) =>
    judgeClock(NOW + ms, { startedAt: NOW, clock: { leaptAt } }, usualGapMs)
      .leaptAt;

  it.each([
    ['days later, though it is believed', 2 * DAY_MS + 1],
    ['weeks later, though it is believed', 31 * DAY_MS],
    ['when it is in doubt, ahead', 365 * DAY_MS],
    ['when it is in doubt, behind', -DAY_MS],
  ])('has leapt %s', (_, ms) => {
    expect(leap(ms)).toBe(NOW + ms);
    expect(leap(ms, NOW - HOUR_MS)).toBe(NOW + ms);
  });

  it('has not leapt where runs are as far apart as they are', () => {
    expect(leap(2 * DAY_MS)).toBeUndefined();
    expect(leap(14 * DAY_MS, undefined, 14 * DAY_MS)).toBeUndefined();
    expect(leap(-HOUR_MS)).toBeUndefined();
  });

  it('has leapt until it has gone on as it does for a day', () => {
    expect(leap(HOUR_MS, NOW)).toBe(NOW);
    expect(leap(DAY_MS - 5_000, NOW)).toBeUndefined();
  });

  it('is told of in words', () => {
    expect(
      inWords({ now: NOW, lastRunAt: NOW - 400 * DAY_MS, doubtedSince: NOW }),
    ).toMatch(/^It is 2026-11-30.* the last run was at 2025-10-26.*Nothing/);
  });
});
