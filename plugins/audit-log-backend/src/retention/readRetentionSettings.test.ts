// SPDX-License-Identifier: Apache-2.0
import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { readRetentionSettings } from './readRetentionSettings';

const DAY_MS = 24 * 60 * 60 * 1000;

const read = (retention?: JsonValue) =>
  readRetentionSettings(
    new ConfigReader({
      auditLog: retention === undefined ? {} : { retention },
    }),
  );

describe('readRetentionSettings', () => {
  it('keeps events for a year and another, by month, where nothing is said', () => {
    const usual = {
      policy: { live: 'P1Y', archive: 'P1Y', rules: [] },
      period: 'month',
      changeDelayMs: 7 * DAY_MS,
      runEveryMs: DAY_MS,
    };
    expect(read()).toEqual(usual);
    expect(read({})).toEqual(usual);
    expect(readRetentionSettings(new ConfigReader({}))).toEqual(usual);
  });

  it('takes durations in every way that they are written', () => {
    expect(
      read({
        live: { months: 6 },
        archive: 'forever',
        rules: [{ name: 'a', action: '*.delete', live: '90d', archive: 'P7Y' }],
        period: 'day',
        changeDelay: 'P1D',
        runEvery: { hours: 6 },
      }),
    ).toEqual({
      policy: {
        live: 'P6M',
        archive: 'forever',
        rules: [
          { name: 'a', action: ['*.delete'], live: 'P90D', archive: 'P7Y' },
        ],
      },
      period: 'day',
      changeDelayMs: DAY_MS,
      runEveryMs: DAY_MS / 4,
    });
  });

  it.each<[JsonValue, string]>([
    ['1y', 'auditLog.retention: '],
    [{ life: '1y' }, 'auditLog.retention.life: '],
    [{ live: '1h' }, 'auditLog.retention.live: '],
    [{ live: { hours: 24 } }, 'auditLog.retention.live: '],
    [{ archive: 'never' }, 'auditLog.retention.archive: '],
    [{ rules: [{ name: 'a' }] }, 'auditLog.retention.rules[0]: '],
    [{ period: 'week' }, 'auditLog.retention.period: '],
    [{ changeDelay: '1s' }, 'auditLog.retention.changeDelay: '],
    [{ changeDelay: '2y' }, 'auditLog.retention.changeDelay: '],
    [{ changeDelay: 'soon' }, 'auditLog.retention.changeDelay'],
    [{ runEvery: '1s' }, 'auditLog.retention.runEvery: '],
    [{ runEvery: '8d' }, 'auditLog.retention.runEvery: '],
  ])('refuses %j', (retention, message) => {
    expect(() => read(retention)).toThrow(message);
  });
});
