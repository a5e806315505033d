// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import { RepeatedFailures } from './RepeatedFailures';
import type { SignInReport, SignInReporter } from './SignInReporter';

const MINUTE = 60_000;

describe('RepeatedFailures', () => {
  let reported: SignInReport[];
  let failures: RepeatedFailures;

  const fail = (ip: string, message = 'No') =>
    failures.report({
      eventId: 'sign-in',
      actionType: 'start',
      provider: 'acme',
      request: { ip } as Request,
      reason: { name: 'Error', message },
    });
  const counts = () =>
    reported.map(({ request, meta }) => [request.ip, meta?.count]);

  beforeEach(() => {
    jest.useFakeTimers();
    reported = [];
    failures = RepeatedFailures.create({
      reporter: {
        report: (report: SignInReport) => reported.push(report),
      } as unknown as SignInReporter,
    });
  });

  afterEach(() => {
    failures.close();
    jest.useRealTimers();
  });

  it('reports the first at once, and its repeats as one when the minute is over', () => {
    fail('::1');
    expect(counts()).toEqual([['::1', undefined]]);
    const since = new Date().toISOString();
    jest.advanceTimersByTime(MINUTE / 2);
    fail('::1');
    fail('::1');
    jest.advanceTimersByTime(MINUTE / 2 - 1);
    expect(reported).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(reported[1]).toMatchObject({
      reason: { message: 'No' },
      meta: { count: 2, since },
    });
    fail('::1');
    expect(reported).toHaveLength(3);
  });

  it('reports one that is not repeated once', () => {
    fail('::1');
    jest.advanceTimersByTime(2 * MINUTE);
    expect(reported).toHaveLength(1);
  });

  it('tells addresses and reasons apart', () => {
    fail('::1');
    fail('::2');
    fail('::1', 'Never');
    failures.close();
    expect(reported).toHaveLength(3);
  });

  it('ends a minute for each on its own', () => {
    fail('::1');
    fail('::1');
    jest.advanceTimersByTime(MINUTE / 2);
    fail('::2');
    fail('::2');
    jest.advanceTimersByTime(MINUTE / 2);
    expect(counts().slice(2)).toEqual([['::1', 1]]);
    jest.advanceTimersByTime(MINUTE / 2);
    expect(counts().slice(3)).toEqual([['::2', 1]]);
  });

  it('takes the many reasons of one address together', () => {
    for (let reason = 0; reason < 500; reason++) {
      fail('::1', `No ${reason}`);
    }
    fail('::2');
    failures.close();
    // Ten of their own, one for all others with their count, and what comes from elsewhere.
    expect(reported).toHaveLength(10 + 2 + 1);
    expect(reported.at(-1)).toMatchObject({
      meta: { count: 489, various: 'reasons' },
    });
  });

  it('takes the failures of many addresses together', () => {
    for (let address = 0; address < 5_000; address++) {
      fail(`::${address}`);
    }
    failures.close();
    expect(reported).toHaveLength(1_000 + 2);
    expect(reported.at(-1)).toMatchObject({
      meta: { count: 3_999, various: 'addresses' },
    });
    const total = reported.reduce(
      (sum, { meta }) => sum + Number(meta?.count ?? 1),
      0,
    );
    expect(total).toBe(5_000);
  });
});
