// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { Slots } from './Slots';

const { signal } = new AbortController();

describe('Slots', () => {
  it('lets so many at once, in the order of coming, and goes on when one fails', async () => {
    const slots = Slots.of(2);
    const order: number[] = [];
    let running = 0;
    let most = 0;
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) =>
        slots.run(signal, async () => {
          order.push(n);
          most = Math.max(most, ++running);
          await sleep(2);
          running--;
          if (n % 3 === 0) {
            throw new Error(`${n}`);
          }
          return n;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(order).toEqual(order.map((_, n) => n));
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(
      4,
    );
  });

  it('lets those go who will not wait', async () => {
    const slots = Slots.of(1);
    let end = () => {};
    const first = slots.run(
      signal,
      () =>
        new Promise<void>(resolve => {
          end = resolve;
        }),
    );
    const stop = new AbortController();
    const work = jest.fn();
    const second = slots.run(stop.signal, work);
    const third = slots.run(signal, async () => 'third');
    stop.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    end();
    await first;
    expect(await third).toBe('third');
    expect(work).not.toHaveBeenCalled();
    await expect(slots.run(stop.signal, work)).rejects.toThrow('enough');
    expect(await slots.run(signal, async () => 'next')).toBe('next');
  });
});
