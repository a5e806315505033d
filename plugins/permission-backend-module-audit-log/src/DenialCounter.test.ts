// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import type { Denial } from './Denial';
import { DenialCounter } from './DenialCounter';
import type { OtherDenials } from './DenialWriter';

const JANE: Denial = { person: 'user:default/jane', permission: 'toy.play' };
const JOHN: Denial = { ...JANE, person: 'user:default/john' };
const MINUTE = 60_000;

interface Written {
  readonly denial?: Denial;
  readonly others?: OtherDenials;
  readonly count: number;
  readonly request: Request;
}

function startCounting(most?: number) {
  const written: Written[] = [];
  const counter = DenialCounter.create({
    writer: {
      write: async (denial, count, request) =>
        void written.push({ denial, count, request }),
      writeOthers: async (others, request) =>
        void written.push({ others, count: others.count, request }),
    },
    most,
  });
  let requests = 0;
  const deny = (denial: Denial, times = 1) => {
    for (let time = 0; time < times; time++) {
      counter.count(denial, { number: ++requests } as any);
    }
  };
  const total = () => written.reduce((sum, { count }) => sum + count, 0);
  return { counter, deny, total, written };
}

function resource(index: number, denial = JANE): Denial {
  return { ...denial, resourceRef: `component:default/c${index}` };
}

describe('DenialCounter', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('writes the first denial at once, and its repeats when their minute is over', () => {
    const { deny, written } = startCounting();
    deny(JANE);
    expect(written).toEqual([
      { denial: JANE, count: 1, request: { number: 1 } },
    ]);
    jest.advanceTimersByTime(10_000);
    deny({ ...JANE, askedBy: 'plugin:toy' }, 3);
    jest.advanceTimersByTime(MINUTE - 10_001);
    expect(written).toHaveLength(1);
    jest.advanceTimersByTime(1);
    expect(written.slice(1)).toEqual([
      // As the last of them was.
      {
        denial: { ...JANE, askedBy: 'plugin:toy' },
        count: 3,
        request: { number: 4 },
      },
    ]);
  });

  it('writes one event a minute while it goes on, and starts anew after a minute without', () => {
    const { deny, written } = startCounting();
    for (let minute = 0; minute < 5; minute++) {
      deny(JANE, 10);
      jest.advanceTimersByTime(MINUTE);
    }
    expect(written.map(({ count }) => count)).toEqual([1, 9, 10, 10, 10, 10]);
    jest.advanceTimersByTime(MINUTE);
    expect(written).toHaveLength(6);
    deny(JANE);
    expect(written[6]).toMatchObject({ denial: JANE, count: 1 });
    expect(jest.getTimerCount()).toBeGreaterThan(0);
    jest.advanceTimersByTime(2 * MINUTE);
    expect(jest.getTimerCount()).toBe(0);
    expect(written).toHaveLength(7);
  });

  it('tells people, permissions and resources apart', () => {
    const { deny, written } = startCounting();
    const different = [
      JANE,
      JOHN,
      { ...JANE, permission: 'toy.delete' },
      resource(1),
      resource(2),
    ];
    different.forEach(denial => deny(denial));
    expect(written.map(({ denial }) => denial)).toEqual(different);
  });

  it('writes what is counted when it is flushed, once', async () => {
    const { counter, deny, total, written } = startCounting();
    deny(JANE, 4);
    deny(JOHN);
    await counter.flush();
    expect(written.slice(2)).toMatchObject([{ denial: JANE, count: 3 }]);
    expect(jest.getTimerCount()).toBeLessThanOrEqual(2);
    await counter.flush();
    jest.advanceTimersByTime(2 * MINUTE);
    expect(total()).toBe(5);
  });

  it('waits for what is being written, though not for ever', async () => {
    let done: () => void = () => {};
    const counter = DenialCounter.create({
      writer: {
        write: () => new Promise<void>(resolve => (done = resolve)),
        writeOthers: async () => {},
      },
    });
    counter.count(JANE, {} as Request);
    let flushed = jest.fn();
    const first = counter.flush().then(flushed);
    await Promise.resolve();
    expect(flushed).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(flushed).toHaveBeenCalled();
    await first;
    flushed = jest.fn();
    const second = counter.flush().then(flushed);
    done();
    await second;
    expect(flushed).toHaveBeenCalled();
  });

  it('writes the repeats of what it drops to make room', () => {
    const { deny, total, written } = startCounting(2);
    deny(resource(1), 3);
    deny(resource(2), 5);
    deny(resource(1));
    // Resource 2 is the one that was not denied for the longest time.
    deny(resource(3));
    expect(written.slice(2)).toMatchObject([
      { denial: resource(3), count: 1 },
      { denial: resource(2), count: 4 },
    ]);
    deny(resource(2));
    expect(written.slice(4)).toMatchObject([
      { denial: resource(2), count: 1 },
      { denial: resource(1), count: 3 },
    ]);
    jest.advanceTimersByTime(3 * MINUTE);
    expect(total()).toBe(11);
  });

  it('tells a flood of different denials by its number, and says that it does', () => {
    const { deny, total, written } = startCounting();
    for (let index = 0; index < 10_000; index++) {
      deny(resource(index));
    }
    deny(JOHN);
    expect(written).toHaveLength(101);
    jest.advanceTimersByTime(MINUTE);
    expect(written.slice(101)).toEqual([
      {
        others: {
          count: 9_900,
          permissions: ['toy.play'],
          permissionsLeftOut: false,
          askedBy: undefined,
        },
        count: 9_900,
        request: { number: 10_000 },
      },
    ]);
    // A minute later there is room for more.
    deny(resource(20_000));
    expect(written[102]).toMatchObject({ denial: resource(20_000), count: 1 });
    expect(total()).toBe(10_002);
  });

  it('bounds the events of a flood that repeats itself, and counts every denial', async () => {
    const { counter, deny, total, written } = startCounting(150);
    for (let minute = 0; minute < 10; minute++) {
      for (let index = 0; index < 400; index++) {
        deny({ ...resource(index), permission: `toy.${index}` }, 2);
      }
      jest.advanceTimersByTime(MINUTE);
    }
    await counter.flush();
    expect(total()).toBe(8_000);
    expect(written.length).toBeLessThanOrEqual(11 * 101);
    const others = written.flatMap(event => event.others ?? []);
    expect(others.length).toBeGreaterThan(0);
    for (const { permissions, permissionsLeftOut } of others) {
      expect(permissions).toHaveLength(10);
      expect(permissionsLeftOut).toBe(true);
    }
  });
});
