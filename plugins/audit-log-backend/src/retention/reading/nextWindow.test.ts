// SPDX-License-Identifier: Apache-2.0
import { nextWindow } from './nextWindow';
import type { ReadableFile } from './ReadableFile';
import { SequenceRuns } from './SequenceRuns';
import { TimeTravel } from './TimeTravel';

const file = (id: string, from: number, to: number, events: number) =>
  ({
    id,
    content: { occurredFrom: from, occurredTo: to, events, bytes: 100 },
  } as ReadableFile);
const travel = (order: 'newest' | 'oldest') =>
  TimeTravel.of({
    search: { include: {}, exclude: {}, order, from: 0, to: 1_000 },
    scope: { kind: 'everything' },
    limit: 1,
  });
/** Every window on the way, as its times and files. */
const windows = (
  files: readonly ReadableFile[],
  order: 'newest' | 'oldest',
  events: number,
  bytes?: number,
) => {
  const way = travel(order);
  const found = [];
  let from = way.start;
  for (;;) {
    const next = nextWindow(files, way, {
      from,
      before: way.end,
      events,
      bytes,
    });
    if (!next) {
      return found;
    }
    expect(next.to).toBeGreaterThan(next.from);
    const time = way.window(next.from, next.to);
    found.push([time.from, time.to, next.files.map(({ id }) => id).join('')]);
    from = next.to;
  }
};

describe('nextWindow', () => {
  const files = [
    file('a', 100, 199, 10),
    file('b', 200, 299, 10),
    file('c', 500, 599, 10),
  ];

  it('takes one file after the other, leaving out the time between them', () => {
    expect(windows(files, 'newest', 10)).toEqual([
      [300, 600, 'c'],
      [200, 300, 'b'],
      [100, 200, 'a'],
    ]);
    expect(windows(files, 'oldest', 10)).toEqual([
      [100, 200, 'a'],
      [200, 500, 'b'],
      [500, 600, 'c'],
    ]);
  });

  it('takes as many as have the events that are asked for', () => {
    expect(windows(files, 'newest', 20)).toEqual([
      [200, 600, 'cb'],
      [100, 200, 'a'],
    ]);
    expect(windows(files, 'newest', 30)).toEqual([[100, 600, 'cba']]);
  });

  it('takes no more than there is room for, unless one reaches into another', () => {
    expect(windows(files, 'newest', 30, 250)).toEqual([
      [200, 600, 'cb'],
      [100, 200, 'a'],
    ]);
    expect(windows(files, 'oldest', 30, 10)).toEqual([
      [100, 200, 'a'],
      [200, 500, 'b'],
      [500, 600, 'c'],
    ]);
    const late = file('l', 0, 950, 10);
    expect(windows([...files, late], 'newest', 100, 10)).toEqual([
      [600, 951, 'l'],
      [300, 600, 'lc'],
      [200, 300, 'lb'],
      [0, 200, 'la'],
    ]);
  });

  it('takes a part of one that has more', () => {
    expect(windows([file('a', 0, 99, 40)], 'newest', 10)).toEqual([
      [75, 100, 'a'],
      [50, 75, 'a'],
      [25, 50, 'a'],
      [0, 25, 'a'],
    ]);
  });

  it('takes a file with late events together with those it reaches into', () => {
    const late = file('l', 0, 950, 10);
    expect(windows([...files, late], 'newest', 20)).toEqual([
      [300, 951, 'lc'],
      [200, 300, 'lb'],
      [0, 200, 'la'],
    ]);
  });
});

describe('SequenceRuns', () => {
  it('joins ranges, of which short ones are none', () => {
    const runs = SequenceRuns.of([
      [
        [0, 100],
        [200, 300],
      ],
      [
        [100, 200],
        [1000, 1010],
      ],
      [[2000, 3000]],
    ]);
    expect(runs.next(0)).toEqual({ from: 0, to: 300 });
    expect(runs.next(299)).toEqual({ from: 0, to: 300 });
    expect(runs.next(300)).toEqual({ from: 2000, to: 3000 });
    expect(runs.next(3000)).toBeUndefined();
  });
});
