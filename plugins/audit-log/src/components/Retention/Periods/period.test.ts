// SPDX-License-Identifier: Apache-2.0
import { periodBounds, periodTitle } from './period';

describe('periods', () => {
  it.each([
    ['2024-02', '2024-02-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
    ['2026-12', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', '2024-03-01T00:00:00.000Z'],
  ])('%s is of UTC, whatever the zone of the viewer', (period, from, to) => {
    expect(periodBounds(period)).toEqual({ from, to });
  });

  it('have names', () => {
    expect(periodTitle('2026-11')).toMatch(/November.*2026|2026.*November/);
    expect(periodTitle('2026-11-01')).toMatch(/\b1\b.*2026|2026.*\b1\b/);
    expect(periodTitle('some time')).toBe('some time');
  });
});
