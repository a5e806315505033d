// SPDX-License-Identifier: Apache-2.0
import { Patience } from './Patience';

const never = () => new Promise<string>(() => {});

describe('Patience', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('gives what a promise does, and leaves no timer behind for long', async () => {
    const patience = Patience.of(100);
    const broken = Promise.reject(new Error('broken'));
    expect(await patience.within(Promise.resolve(1), () => 2)).toBe(1);
    await expect(patience.within(broken, () => 2)).rejects.toThrow('broken');
    await patience.settled([Promise.resolve(), broken]);
    await patience.settled([]);
    jest.advanceTimersByTime(100);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('gives each up at its own time, in whatever order the others settle', async () => {
    const patience = Patience.of(100);
    const given: string[] = [];
    const wait = (name: string, promise: Promise<string>) =>
      void patience
        .within(promise, () => `${name} in vain`)
        .then(what => given.push(what));
    let settle = (_: string) => {};
    wait('first', never());
    jest.advanceTimersByTime(40);
    wait('second', new Promise(resolve => (settle = resolve)));
    wait('third', never());
    jest.advanceTimersByTime(30);
    wait('fourth', never());
    settle('second');
    await jest.advanceTimersByTimeAsync(29);
    expect(given).toEqual(['second']);
    await jest.advanceTimersByTimeAsync(1);
    expect(given).toEqual(['second', 'first in vain']);
    await jest.advanceTimersByTimeAsync(39);
    expect(given).toHaveLength(2);
    await jest.advanceTimersByTimeAsync(1);
    expect(given).toEqual(['second', 'first in vain', 'third in vain']);
    await jest.advanceTimersByTimeAsync(30);
    expect(given).toHaveLength(4);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits for all of several, no longer than its time', async () => {
    const patience = Patience.of(100);
    let isOver = false;
    void patience.settled([Promise.resolve(), never()]).then(() => {
      isOver = true;
    });
    await jest.advanceTimersByTimeAsync(99);
    expect(isOver).toBe(false);
    await jest.advanceTimersByTimeAsync(1);
    expect(isOver).toBe(true);
  });

  it('holds on to none of many that settled behind one that hangs', async () => {
    const patience = Patience.of(1_000);
    const hanging = patience.within(never(), () => 'in vain');
    for (let count = 0; count < 5_000; count++) {
      await patience.within(Promise.resolve(count), () => -1);
    }
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await hanging).toBe('in vain');
    expect(await patience.within(Promise.resolve('on'), () => '')).toBe('on');
  });

  it('waits for longer than a timer of Node can', async () => {
    const day = 24 * 60 * 60 * 1_000;
    const waiting = Patience.of(60 * day).within(never(), () => 'in vain');
    let what: string | undefined;
    void waiting.then(value => {
      what = value;
    });
    await jest.advanceTimersByTimeAsync(59 * day);
    expect(what).toBeUndefined();
    await jest.advanceTimersByTimeAsync(day);
    expect(what).toBe('in vain');
  });
});
