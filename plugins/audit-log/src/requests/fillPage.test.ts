// SPDX-License-Identifier: Apache-2.0
import type { EventPage } from 'backstage-plugin-audit-log-common';
import { exampleEvents } from '../../dev/exampleEvents';
import { fillPage, type PagePlace } from './fillPage';

const events = exampleEvents(20, Date.parse('2026-11-30T00:00:00Z'));
const window = { from: '2025-01-01T00:00:00.000Z' };

interface Answer {
  readonly items: readonly number[];
  readonly next?: string;
  readonly previous?: string;
  readonly until?: string;
  readonly archive?: EventPage['archive'];
}

const page = ({
  items,
  next,
  previous,
  until,
  archive,
}: Answer): EventPage => ({
  items: items.map(index => events[index]),
  pageInfo: { nextCursor: next, previousCursor: previous },
  window,
  scannedUntil: until,
  archive,
});

/** All pages that come of these answers, with what was asked for. */
async function fill(
  answers: readonly Answer[],
  place: Partial<PagePlace> = {},
  goesOn: (page: EventPage) => boolean = () => true,
) {
  const asked: unknown[] = [];
  const left = [...answers];
  const pages: EventPage[] = [];
  const parts = fillPage({
    ask: async at => {
      asked.push(at);
      return page(left.shift()!);
    },
    place: { limit: 4, isBack: false, ...place },
    goesOn,
  });
  for await (const part of parts) {
    pages.push(part.page);
  }
  return { asked, pages, ids: pages.at(-1)!.items.map(({ id }) => id) };
}

const idsOf = (...indexes: number[]) => indexes.map(index => events[index].id);

describe('fillPage', () => {
  it('asks once for a page that is full', async () => {
    const { asked, pages } = await fill([{ items: [0, 1, 2, 3], next: 'a' }], {
      cursor: 'here',
    });
    expect(asked).toEqual([{ limit: 4, cursor: 'here' }]);
    expect(pages).toHaveLength(1);
  });

  it('asks for what is missing, from where it was left, until it is full', async () => {
    const { asked, pages, ids } = await fill(
      [
        { items: [0], next: 'a', previous: 'p', until: '2025-03' },
        { items: [], next: 'b', previous: 'x', until: '2025-02' },
        { items: [1, 2, 3], next: 'c', previous: 'y' },
      ],
      { cursor: 'here' },
    );
    expect(asked).toEqual([
      { limit: 4, cursor: 'here' },
      { limit: 3, cursor: 'a' },
      { limit: 3, cursor: 'b' },
    ]);
    expect(pages.map(({ items }) => items.length)).toEqual([1, 1, 4]);
    expect(ids).toEqual(idsOf(0, 1, 2, 3));
    expect(pages[2].pageInfo).toEqual({ nextCursor: 'c', previousCursor: 'p' });
    expect(pages[2].scannedUntil).toBeUndefined();
  });

  it('puts before the rest what is found on the way back', async () => {
    const { asked, pages, ids } = await fill(
      [
        { items: [8, 9], next: 'n', previous: 'a', until: '2025-03' },
        { items: [6, 7], next: 'x', previous: 'b' },
      ],
      { cursor: 'here', isBack: true },
    );
    expect(asked[1]).toEqual({ limit: 2, cursor: 'a' });
    expect(ids).toEqual(idsOf(6, 7, 8, 9));
    expect(pages[1].pageInfo).toEqual({ nextCursor: 'n', previousCursor: 'b' });
  });

  it('ends when nothing is left, or nobody wants more', async () => {
    const partial = { items: [0], next: 'a', until: '2025-03' };
    expect((await fill([partial, { items: [1] }])).ids).toEqual(idsOf(0, 1));
    const unwanted = await fill([partial], {}, () => false);
    expect(unwanted.pages).toHaveLength(1);
  });

  it('ends instead of asking the same for ever', async () => {
    const partial = { items: [], next: 'a', until: '2025-03' };
    const { asked } = await fill([partial, partial, partial]);
    expect(asked).toHaveLength(2);
  });

  it('goes on asking while a file of the archive is fetched, for about a minute', async () => {
    const archive = { filesLeft: 1, eventsLeft: 100, ids: [] };
    const fetching = { items: [], next: 'a', until: '2025-03', archive };
    const { ids } = await fill([
      { ...fetching, items: [0] },
      ...Array.from({ length: 10 }, () => fetching),
      { items: [1, 2, 3], next: 'b' },
    ]);
    expect(ids).toEqual(idsOf(0, 1, 2, 3));
    const { asked, pages } = await fill(
      Array.from({ length: 100 }, () => fetching),
    );
    expect(asked).toHaveLength(31);
    expect(pages.at(-1)).toMatchObject({ scannedUntil: '2025-03' });
  });

  it('knows what is in the archive, and what of it is left', async () => {
    const [first, second] = idsOf(1, 2);
    const archive = { filesLeft: 3, eventsLeft: 300, ids: [first] };
    const { pages } = await fill([
      { items: [0, 1], next: 'a', until: '2025-03', archive },
      {
        items: [2],
        next: 'b',
        until: '2025-02',
        archive: { filesLeft: 2, eventsLeft: 200, ids: [second] },
      },
      { items: [3], next: 'c' },
    ]);
    expect(pages.map(one => one.archive)).toEqual([
      archive,
      { filesLeft: 2, eventsLeft: 200, ids: [first, second] },
      { filesLeft: 0, eventsLeft: 0, ids: [first, second] },
    ]);
  });
});
