// SPDX-License-Identifier: Apache-2.0
import { compilePolicy } from '../policy/compilePolicy';
import { parsePolicy } from '../policy/parsePolicy';
import { type ArrivedCount, growthOf, growthSince } from './growth';

const NOW = Date.parse('2026-11-15T12:00:00Z');
const policy = (given: object = {}) =>
  compilePolicy(parsePolicy(given, 'policy'));
const count = (
  from: string,
  events: number,
  name = 'default',
): ArrivedCount => ({ from: Date.parse(from), class: name, events });
const totals = {
  liveEvents: 10_000,
  liveBytes: 5_000_000,
  archivedEvents: 10_000,
  archivedBytes: 500_000,
  removedEvents: 0,
};

describe('growth', () => {
  it('goes by the last three whole months', () => {
    expect(new Date(growthSince(NOW)).toISOString()).toBe(
      '2026-08-01T00:00:00.000Z',
    );
    const { eventsPerMonth } = growthOf({
      policy: policy(),
      now: NOW,
      totals,
      arrived: [
        // Too long ago, not over yet, and of a time to come.
        count('2026-07-01', 1e6),
        count('2026-11-01', 1e6),
        count('2026-12-01', 1e6),
        count('2026-08-01', 100),
        count('2026-09-01', 50),
        // Of days, and of another class.
        count('2026-09-17', 50, 'x'),
        count('2026-10-01', 400),
      ],
    });
    expect(eventsPerMonth).toBe(200);
  });

  it.each<[string, ArrivedCount[], number]>([
    ['two months', [count('2026-09-01', 100), count('2026-10-01', 300)], 200],
    ['one month', [count('2026-10-01', 300)], 300],
    // A month without an event counts as one, once there were any.
    ['a pause', [count('2026-09-01', 100)], 50],
    ['the present month alone', [count('2026-11-01', 70)], 70],
    ['nothing', [], 0],
  ])('goes by %s where there is no more', (_, arrived, expected) => {
    const growth = growthOf({ policy: policy(), now: NOW, totals, arrived });
    expect(growth.eventsPerMonth).toBe(expected);
  });

  it('says what it comes to by the policy, class by class', () => {
    const growth = growthOf({
      policy: policy({
        live: '1y',
        archive: '2y',
        rules: [{ name: 'x', action: 'x', live: '1mo', archive: '0d' }],
      }),
      now: NOW,
      totals,
      arrived: [count('2026-10-01', 1_000), count('2026-10-01', 500, 'x')],
    });
    expect(growth).toMatchObject({
      eventsPerMonth: 1_500,
      bytesPerEvent: 500,
      archivedBytesPerEvent: 50,
    });
    // A year and the month that is not over; a month and another.
    expect(growth.liveBytesExpected! / 500).toBeCloseTo(
      1_000 * 13 + 500 * 2,
      -1,
    );
    expect(growth.archivedBytesExpected! / 50).toBeCloseTo(1_000 * 25, -1);
  });

  it('says nothing of an archive without end, or of sizes of next to nothing', () => {
    const growth = growthOf({
      policy: policy({ archive: 'forever' }),
      now: NOW,
      totals: { ...totals, liveEvents: 10 },
      arrived: [count('2026-10-01', 1_000)],
    });
    expect(growth).toEqual({
      eventsPerMonth: 1_000,
      archivedBytesPerEvent: 50,
    });
  });
});
