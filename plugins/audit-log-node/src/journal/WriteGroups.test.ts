// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Frame } from './frames';
import { Turns } from './Turns';
import { WriteGroups } from './WriteGroups';

const frame = (content: string): Frame => ({ kind: 'entry', rank: 0, content });

describe('WriteGroups', () => {
  const create = (
    write: (frames: readonly Frame[]) => Promise<boolean> = async () => true,
    isPossibleNow = (_frames: readonly Frame[]) => false,
  ) => {
    const turns = new Turns();
    const written: string[][] = [];
    const keep = (frames: readonly Frame[]) =>
      written.push(frames.map(({ content }) => content));
    const groups = WriteGroups.create({
      inTurn: work => turns.take(work),
      write: async frames => {
        keep(frames);
        return write(frames);
      },
      writeNow: frames =>
        turns.areFree && isPossibleNow(frames) && keep(frames) > 0,
    });
    return { groups, written, turns };
  };

  /** Microtasks only: the loop does not turn. */
  const untilNothingHappens = async () => {
    for (let step = 0; step < 100; step++) {
      await undefined;
    }
  };

  it('writes some of a turn at once, and all that comes after them together, in order', async () => {
    const { groups, written } = create(undefined, () => true);
    const names = Array.from({ length: 200 }, (_, index) => `${index}`);
    expect(await groups.add([frame('first')])).toBe(true);
    expect(written).toEqual([['first']]);
    const added = names.map(name => groups.add([frame(name), frame(name)]));
    await untilNothingHappens();
    const atOnce = written.flat().length;
    expect(atOnce).toBeGreaterThan(20);
    expect(atOnce).toBeLessThan(200);
    expect(groups.isEmpty).toBe(false);
    await Promise.all(added);
    expect(written.flat()).toEqual([
      'first',
      ...names.flatMap(name => [name, name]),
    ]);
    expect(written.at(-1)).toHaveLength(401 - atOnce);
    expect(groups.isEmpty).toBe(true);
  });

  it('writes what is not possible now in its turn, with all that waits for the same', async () => {
    const { groups, written } = create();
    const names = Array.from({ length: 200 }, (_, index) => `${index}`);
    await Promise.all(names.map(name => groups.add([frame(name)])));
    expect(written).toEqual([names]);
  });

  it('writes nothing before what waits already', async () => {
    const { groups, written, turns } = create(undefined, () => true);
    let isOver = () => {};
    const other = turns.take(
      () =>
        new Promise<void>(resolve => {
          isOver = resolve;
        }),
    );
    const first = groups.add([frame('first')]);
    await untilNothingHappens();
    expect(written).toEqual([]);
    isOver();
    await Promise.all([other, groups.add([frame('second')]), first]);
    expect(written).toEqual([['first', 'second']]);
  });

  it('rejects what could not be written at once, and goes on', async () => {
    const { groups } = create(undefined, ([{ content }]) => {
      if (content === 'bad') {
        throw new Error('full');
      }
      return true;
    });
    await expect(groups.add([frame('bad')])).rejects.toThrow('full');
    expect(await groups.add([frame('good')])).toBe(true);
  });

  it.each([true, false])(
    'lets the loop turn, however many there are that only wait for it (possible now: %s)',
    async isPossible => {
      const { groups } = create(undefined, () => isPossible);
      let isOver = false;
      const timer = setTimeout(() => {
        isOver = true;
      }, 5);
      let adds = 0;
      await Promise.all(
        Array.from({ length: 50 }, async () => {
          while (!isOver && adds < 1_000_000) {
            adds += 1;
            await groups.add([frame('again')]);
          }
        }),
      );
      clearTimeout(timer);
      expect(isOver).toBe(true);
    },
  );

  it('tells those of a group that it could not be written, and no others', async () => {
    const { groups } = create(async frames => {
      if (frames.some(({ content }) => content === 'bad')) {
        throw new Error('full');
      }
      return frames.length < 3;
    });
    const others = await Promise.allSettled([
      groups.add([frame('bad')]),
      groups.add([frame('with it')]),
    ]);
    expect(others.map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ]);
    await nextTurn();
    expect(await groups.add([1, 2, 3].map(() => frame('none')))).toBe(false);
  });
});
