// SPDX-License-Identifier: Apache-2.0
import { ConfigReader } from '@backstage/config';
import { readNewSessionAfter } from './readNewSessionAfter';

const KEY = 'auditLog.signIns.newSessionAfter';
const HOUR_MS = 3_600_000;

const read = (newSessionAfter?: unknown) =>
  readNewSessionAfter(
    new ConfigReader({ auditLog: { signIns: { newSessionAfter } } } as any),
  );

describe('readNewSessionAfter', () => {
  it.each([
    [undefined, 8],
    ['2h', 2],
    ['PT3H', 3],
    [{ hours: 1, minutes: 30 }, 1.5],
  ])('takes %j', (duration, hours) => {
    expect(read(duration)).toBe(hours * HOUR_MS);
  });

  it.each(['0s', '-1h', 'soon', 8, {}, { hours: 0 }, { hour: 8 }])(
    'refuses %j, and says where it is',
    duration => {
      expect(() => read(duration)).toThrow(KEY);
    },
  );
});
