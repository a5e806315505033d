// SPDX-License-Identifier: Apache-2.0
import { Together } from './Together';

describe('Together', () => {
  it('does as one what is asked for at the same time, and while a turn is under way', async () => {
    const turns: (readonly string[])[] = [];
    let end = () => {};
    const together = Together.create<string, number>({
      work: async items => {
        turns.push(items);
        await new Promise<void>(resolve => {
          end = resolve;
        });
        return items.length;
      },
      mostItems: 3,
    });
    const tick = () => new Promise(resolve => setImmediate(resolve));

    const first = [together.ask(['a']), together.ask(['b'])];
    await tick();
    const then = [together.ask(['c']), together.ask(['d', 'e'])];
    const atLast = together.ask(['f', 'g', 'h', 'i']);
    expect(turns).toEqual([['a', 'b']]);
    end();
    expect(await Promise.all(first)).toEqual([2, 2]);
    await tick();
    expect(turns.at(-1)).toEqual(['c', 'd', 'e']);
    end();
    expect(await Promise.all(then)).toEqual([3, 3]);
    await tick();
    expect(turns.at(-1)).toEqual(['f', 'g', 'h', 'i']);
    end();
    expect(await atLast).toBe(4);
  });

  it('goes on after a turn that failed', async () => {
    const work = jest
      .fn<Promise<number>, [readonly string[]]>()
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValueOnce(1);
    const together = Together.create({ work, mostItems: 10 });
    const failing = [together.ask(['a']), together.ask(['b'])];
    for (const call of failing) {
      await expect(call).rejects.toThrow('away');
    }
    expect(await together.ask(['c'])).toBe(1);
  });
});
