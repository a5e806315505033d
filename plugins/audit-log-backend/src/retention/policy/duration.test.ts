// SPDX-License-Identifier: Apache-2.0
import { addDuration, daysOf, parseDuration } from './duration';

describe('a duration of retention', () => {
  it.each([
    ['P1Y', 'P1Y'],
    ['P1Y2M3W4D', 'P1Y2M3W4D'],
    ['P0D', 'P0D'],
    ['P0Y0D', 'P0D'],
    ['1y', 'P1Y'],
    ['2 years', 'P2Y'],
    ['6mo', 'P6M'],
    ['3 months', 'P3M'],
    ['2w', 'P2W'],
    ['90d', 'P90D'],
    ['0d', 'P0D'],
    [{ years: 1 }, 'P1Y'],
    [{ months: 6, days: 3 }, 'P6M3D'],
    [{ days: 0 }, 'P0D'],
  ])('is read from %j as %s', (given, iso) => {
    expect(parseDuration(given)).toBe(iso);
  });

  it.each([
    '',
    'P',
    'PT1H',
    'P1Y1H',
    'P-1Y',
    '-1y',
    '1m',
    '1h',
    '1.5y',
    'P1.5Y',
    'P99999Y',
    'forever',
    1,
    null,
    undefined,
    [],
    {},
    { hours: 24 },
    { years: 1.5 },
    { years: -1 },
    { years: '1' },
    { years: Infinity },
    { years: 1, seconds: 1 },
  ])('is not read from %j', given => {
    expect(parseDuration(given)).toBeUndefined();
  });

  it.each([
    // A leap day has no day of its own in the year after, and one four years later.
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2024-02-29', 'P4Y', '2028-02-29'],
    ['2024-02-29', 'P1Y1D', '2025-03-01'],
    ['2023-03-01', 'P1Y', '2024-03-01'],
    ['2024-03-01', 'P365D', '2025-03-01'],
    ['2023-03-01', 'P365D', '2024-02-29'],
    // Ends of months.
    ['2025-01-31', 'P1M', '2025-02-28'],
    ['2024-01-31', 'P1M', '2024-02-29'],
    ['2025-12-01', 'P1M', '2026-01-01'],
    // 1900 and 2100 are no leap years, 2000 was one.
    ['2000-02-29', 'P100Y', '2100-02-28'],
    ['1999-12-31', 'P0D', '1999-12-31'],
  ])('of %s and %s ends on %s, UTC', (from, duration, to) => {
    expect(
      new Date(addDuration(Date.parse(from), duration)).toISOString(),
    ).toBe(`${to}T00:00:00.000Z`);
  });

  it('is about so many days long', () => {
    expect(daysOf('P1Y')).toBeCloseTo(365.2425);
    expect(daysOf('P2W3D')).toBe(17);
    expect(daysOf('P12M')).toBeCloseTo(daysOf('P1Y'));
  });
});
