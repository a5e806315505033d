// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { Remembered } from './Remembered';

describe('Remembered', () => {
  let now: number;

  beforeEach(() => {
    now = 1_000;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('asks once for all who want to know at the same time, and for fifty times as long as it took', async () => {
    let asked = 0;
    const answer = new Remembered(async () => {
      now += 20;
      asked += 1;
      return asked;
    });
    const all = Promise.all([answer.get(), answer.get()]);
    expect(await all).toEqual([1, 1]);
    now += 50 * 20 - 1;
    expect(await answer.get()).toBe(1);
    now += 1;
    expect(await answer.get()).toBe(2);
  });

  it('asks again after a minute, however long it took', async () => {
    let asked = 0;
    const answer = new Remembered(async () => {
      now += 3_600_000;
      asked += 1;
      return asked;
    });
    expect(await answer.get()).toBe(1);
    now += 59_999;
    expect(await answer.get()).toBe(1);
    now += 1;
    expect(await answer.get()).toBe(2);
  });

  it('asks again once it is known that the answer has changed, also while it is asking', async () => {
    let value = 1;
    const answer = new Remembered(async () => {
      const asked = value;
      await sleep(20);
      return asked;
    });
    const before = answer.get();
    value = 2;
    answer.forget();
    expect(await answer.get()).toBe(2);
    expect(await before).toBe(1);
    expect(await answer.get()).toBe(2);
    value = 3;
    answer.forget();
    expect(await answer.get()).toBe(3);
  });

  it('asks again after it failed', async () => {
    let fails = true;
    const answer = new Remembered(async () => {
      if (fails) {
        throw new Error('away');
      }
      return 1;
    });
    await expect(Promise.all([answer.get(), answer.get()])).rejects.toThrow();
    fails = false;
    expect(await answer.get()).toBe(1);
  });
});
