// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { Remembered } from './Remembered';

describe('Remembered', () => {
  it('asks once for all who want to know at the same time, and for a while', async () => {
    let asked = 0;
    const answer = new Remembered(async () => {
      await sleep(20);
      asked += 1;
      return asked;
    });
    const all = Promise.all([answer.get(), answer.get()]);
    expect(await all).toEqual([1, 1]);
    expect(await answer.get()).toBe(1);
  });

  it('asks again once it has been as long as fifty times of what it took', async () => {
    let asked = 0;
    const answer = new Remembered(async () => (asked += 1));
    await answer.get();
    await sleep(100);
    expect(await answer.get()).toBe(2);
  });

  it('asks again once it is known that the answer has changed, also while it is asking', async () => {
    let value = 1;
    const answer = new Remembered(async () => {
      const now = value;
      await sleep(20);
      return now;
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
