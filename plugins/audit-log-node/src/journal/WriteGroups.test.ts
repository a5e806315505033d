// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Frame } from './frames';
import { Turns } from './Turns';
import { WriteGroups } from './WriteGroups';

const frame = (content: string): Frame => ({ kind: 'entry', rank: 0, content });

describe('WriteGroups', () => {
  const create = (
    write: (frames: readonly Frame[]) => Promise<boolean> = async () => true,
  ) => {
    const turns = new Turns();
    const written: string[][] = [];
    const groups = WriteGroups.create({
      inTurn: work => turns.take(work),
      write: async frames => {
        written.push(frames.map(({ content }) => content));
        return write(frames);
      },
    });
    return { groups, written };
  };

  it('writes the first of a turn at once, and all that comes after it together, in order', async () => {
    const { groups, written } = create();
    const names = Array.from({ length: 100 }, (_, index) => `${index}`);
    // Microtasks only: the loop does not turn.
    expect(await groups.add([frame('first')])).toBe(true);
    const others = names.map(name => groups.add([frame(name), frame(name)]));
    for (let step = 0; step < 100; step++) {
      await undefined;
    }
    expect(written).toEqual([['first']]);
    expect(groups.isEmpty).toBe(false);
    await Promise.all(others);
    expect(written).toEqual([['first'], names.flatMap(name => [name, name])]);
    expect(groups.isEmpty).toBe(true);
  });

  it('lets the loop turn, however many there are that only wait for it', async () => {
    const { groups } = create();
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
  });

  it('tells those of a group that it could not be written, and no others', async () => {
    const { groups } = create(async frames => {
      if (frames.some(({ content }) => content === 'bad')) {
        throw new Error('full');
      }
      return frames.length < 3;
    });
    expect(await groups.add([frame('first')])).toBe(true);
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
