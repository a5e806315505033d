// SPDX-License-Identifier: Apache-2.0
import { bucketStarts, fillBuckets } from './timeline';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

describe('bucketStarts', () => {
  it.each([
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    // Clocks change at midnight
    'America/Santiago',
    'Africa/Cairo',
    'America/Havana',
    // By half an hour
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'Pacific/Chatham',
  ])('begins each day of %s where its date changes', timeZone => {
    const date = new Intl.DateTimeFormat('sv-SE', {
      timeZone,
      dateStyle: 'short',
    });
    const from = Date.UTC(2024, 0, 1, 13, 37);
    const to = from + 800 * DAY_MS;
    const { interval, starts } = bucketStarts({ from, to }, timeZone);
    expect(interval).toBe('day');

    expect(starts[0]).toBeLessThanOrEqual(from);
    expect(starts[1]).toBeGreaterThan(from);
    expect(starts[starts.length - 1]).toBeLessThan(to);
    for (const [index, start] of starts.entries()) {
      const today = date.format(start);
      expect(date.format(start - 1)).not.toBe(today);
      const end = starts[index + 1] ?? to;
      expect(date.format(end - 1)).toBe(today);
    }
  });

  it('goes by the hour up to three days', () => {
    const from = Date.UTC(2026, 0, 1, 0, 30);
    expect(bucketStarts({ from, to: from + 3 * DAY_MS }, 'UTC')).toEqual({
      interval: 'hour',
      starts: Array.from(
        { length: 73 },
        (_, hour) => Date.UTC(2026, 0, 1) + hour * HOUR_MS,
      ),
    });
    expect(bucketStarts({ from, to: from + 3 * DAY_MS + 1 }, 'UTC')).toEqual(
      expect.objectContaining({ interval: 'day' }),
    );
  });
});

describe('fillBuckets', () => {
  it('adds counts up and leaves none out', () => {
    const quarters = [
      { start: 0, count: 1, failed: 0 },
      { start: 900_000, count: 2, failed: 1 },
      { start: 2 * HOUR_MS, count: 4, failed: 4 },
    ];
    expect(fillBuckets(quarters, [0, HOUR_MS, 2 * HOUR_MS])).toEqual([
      { start: '1970-01-01T00:00:00.000Z', count: 3, failed: 1 },
      { start: '1970-01-01T01:00:00.000Z', count: 0, failed: 0 },
      { start: '1970-01-01T02:00:00.000Z', count: 4, failed: 4 },
    ]);
  });
});
