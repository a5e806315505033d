// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { ArchiveUnavailableError } from '../store/ArchiveUnavailableError';
import { ArchiveCheck } from './ArchiveCheck';

describe('ArchiveCheck', () => {
  let now: number;
  let asked: number;
  let answer: () => Promise<void>;

  const check = (options: { checkEveryMs?: number; waitMs?: number } = {}) =>
    ArchiveCheck.create({
      store: {
        check: () => {
          asked += 1;
          return answer();
        },
      },
      clock: () => now,
      ...options,
    });

  beforeEach(() => {
    now = 1_000;
    asked = 0;
    answer = async () => {};
  });

  it('asks once, however many want to know', async () => {
    const one = check();
    await Promise.all([one.look(), one.look(), one.look()]);
    expect(await one.look()).toBeUndefined();
    expect(asked).toBe(1);
  });

  it('says what is wrong, and since when', async () => {
    const one = check({ checkEveryMs: 0 });
    answer = () => Promise.reject(new ArchiveUnavailableError('It is full'));
    expect(await one.look()).toEqual({ message: 'It is full', since: 1_000 });
    now = 5_000;
    answer = () => Promise.reject(new ArchiveUnavailableError('It is away'));
    expect(await one.look()).toEqual({ message: 'It is away', since: 1_000 });
    answer = async () => {};
    expect(await one.look()).toBeUndefined();
    answer = () => Promise.reject(new ArchiveUnavailableError('Again'));
    expect((await one.look())?.since).toBe(5_000);
    expect(asked).toBe(4);
  });

  it('does not have anybody wait for an archive that does not answer', async () => {
    let finish = () => {};
    answer = () =>
      new Promise<void>(resolve => {
        finish = resolve;
      });
    const one = check({ waitMs: 20 });
    // It has not answered, and will not until it is told to.
    expect((await one.look())?.message).toContain(
      'has not answered for 0.02 seconds',
    );
    expect(one.problem).toBeDefined();
    // It is not asked again while it has not answered.
    await one.look();
    expect(asked).toBe(1);
    finish();
    await sleep(0);
    expect(one.problem).toBeUndefined();
  });

  it('has a late answer replace what was thought of the silence', async () => {
    let fail = (_: Error) => {};
    answer = () =>
      new Promise<void>((_, reject) => {
        fail = reject;
      });
    const one = check({ waitMs: 5 });
    await one.look();
    fail(new ArchiveUnavailableError('Access denied'));
    await sleep(0);
    expect(await one.look()).toEqual({
      message: 'Access denied',
      since: 1_000,
    });
  });
});
