// SPDX-License-Identifier: Apache-2.0
import { occurredTime } from './occurredTime';

const NOW = Date.parse('2026-03-10T12:00:00.000Z');

describe('occurredTime', () => {
  it.each<[string | undefined, number | string]>([
    [undefined, NOW],
    ['2026-03-10T12:05:00.000Z', NOW + 300_000],
    ['2026-03-10T12:05:00.001Z', 'future'],
    ['2026-03-03T12:00:00Z', NOW - 604_800_000],
    ['2026-03-03T11:59:59.999Z', 'late'],
    // The same moment, written elsewhere (RFC 3339, section 5.8).
    ['2026-03-10T17:30:00.5+05:30', NOW + 500],
    ['2026-03-10T12:00:00.123456789Z', NOW + 123],
    ['no time', 'future'],
  ])('takes %s for %s', (given, expected) => {
    const reading = occurredTime(given, NOW);
    expect(reading.ok ? reading.value : reading.rejection.reason).toBe(
      expected,
    );
  });
});
