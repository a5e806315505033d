// SPDX-License-Identifier: Apache-2.0
import { isoTime } from './isoTime';

describe('isoTime', () => {
  it('writes what Date does, whichever times were asked for before', () => {
    const second = Date.UTC(2026, 1, 28, 23, 59, 59);
    const times = [
      ...[0, 1, 9, 10, 99, 100, 999, 1000].map(part => second + part),
      second,
      0,
      -1,
      -999,
      -1000,
      -1001,
      0.4,
      -0.4,
      second + 7.9,
      Date.parse('0001-01-01T00:00:00.007Z'),
      Date.parse('9999-12-31T23:59:59.999Z'),
      8.64e15,
      -8.64e15,
    ];
    for (const time of [...times, ...times.reverse()]) {
      expect([time, isoTime(time)]).toEqual([
        time,
        new Date(time).toISOString(),
      ]);
    }
  });

  it.each([NaN, Infinity, -Infinity, 9e15])('has no text for %d', time => {
    expect(() => isoTime(time)).toThrow(RangeError);
  });
});
