// SPDX-License-Identifier: Apache-2.0
/* eslint-disable jest/no-export -- tests of readers call it */
import type {
  FacetName,
  NewAuditEvent,
} from 'backstage-plugin-audit-log-common';
import type {
  AuditEventReader,
  PagePosition,
  ReadPage,
  WindowedSearch,
} from '../AuditEventReader';
import { storedKey } from '../../database/storedText';
import type { ReadScope } from '../ReadScope';
import { expectedEvents, valuesOf } from './oracle';
import {
  BEGIN,
  END,
  randomEvents,
  randomScope,
  randomSearch,
} from './randomEvents';
import { seededRandom } from './seededRandom';

/** A reader and a way to fill what it reads. */
export interface ReaderUnderTest {
  readonly reader: AuditEventReader;
  /** Resolves when the events are stored. */
  append(events: readonly NewAuditEvent[]): Promise<void>;
  /** Resolves when all that is stored has its sequence. */
  ordered(): Promise<void>;
}

const EVERYTHING: ReadScope = { kind: 'everything' };
const ALL: WindowedSearch = {
  include: {},
  exclude: {},
  order: 'newest',
  from: BEGIN,
  to: END,
};
const FACETS: readonly FacetName[] = [
  'actor',
  'actorType',
  'plugin',
  'event',
  'action',
  'category',
  'severity',
  'outcome',
  'target',
  'project',
];

/** What every AuditEventReader must do, whatever it reads from. To be called within a `describe`. */
export function readerContract(subject: () => ReaderUnderTest): void {
  const ids = (events: readonly { readonly id: string }[]) =>
    events.map(({ id }) => id);

  /** Every page from a position on, in one direction. */
  async function pages(
    search: WindowedSearch,
    limit: number,
    start?: PagePosition,
    direction: 'next' | 'previous' = 'next',
    scope: ReadScope = EVERYTHING,
  ): Promise<ReadPage[]> {
    const { reader } = subject();
    const found: ReadPage[] = [];
    let position = start;
    do {
      const page = await reader.readPage({ search, scope, limit, position });
      found.push(page);
      position = page[direction];
    } while (position);
    return found;
  }

  describe('with random events', () => {
    const random = seededRandom(20260301);
    const events = randomEvents(random, 400);

    beforeAll(async () => {
      const { append, ordered } = subject();
      for (let at = 0; at < events.length; at += 7) {
        await append(events.slice(at, at + 7));
      }
      await ordered();
    });

    it.each(['newest', 'oldest'] as const)(
      'pages %s first, there and back, by any size',
      async order => {
        const search = {
          ...ALL,
          order,
          include: { plugin: ['catalog', 'a_b'] },
        };
        const expected = ids(expectedEvents(events, search, EVERYTHING));
        for (const limit of [1, 2, 7, 1000]) {
          const there = await pages(search, limit);
          expect(there.flatMap(page => ids(page.items))).toEqual(expected);
          expect(there[0].previous).toBeUndefined();

          const back = await pages(
            search,
            limit,
            there.at(-1)?.previous,
            'previous',
          );
          const before =
            there.length > 1
              ? back.reverse().flatMap(page => ids(page.items))
              : [];
          expect([...before, ...ids(there[there.length - 1].items)]).toEqual(
            expected,
          );
        }
      },
    );

    it('finds what a plain filter finds', async () => {
      const { reader } = subject();
      let found = 0;
      for (let round = 0; round < 80; round++) {
        const search = randomSearch(random);
        const scope: ReadScope =
          round % 3 === 0
            ? { kind: 'matching', criteria: randomScope(random) }
            : EVERYTHING;
        const expected = expectedEvents(events, search, scope);
        const page = await reader.readPage({ search, scope, limit: 1000 });
        expect({ search, scope, found: ids(page.items) }).toEqual({
          search,
          scope,
          found: ids(expected),
        });
        found += expected.length > 0 ? 1 : 0;
      }
      // Else it would have shown little.
      expect(found).toBeGreaterThan(25);
    });

    it('counts what it finds', async () => {
      const { reader } = subject();
      for (let round = 0; round < 30; round++) {
        const search = randomSearch(random);
        const scope: ReadScope =
          round % 3 === 0
            ? { kind: 'matching', criteria: randomScope(random) }
            : EVERYTHING;
        const expected = expectedEvents(events, search, scope);
        const summary = await reader.summarize({
          search,
          scope,
          facets: FACETS,
          facetLimit: 200,
          timeZone: random.pick(['UTC', 'Asia/Kathmandu', 'America/New_York']),
        });
        expect({ search, scope, total: summary.total }).toEqual({
          search,
          scope,
          total: { count: expected.length, exact: true },
        });
        const { buckets } = summary.timeline;
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(
          expected.length,
        );
        expect(buckets.reduce((sum, { failed }) => sum + failed, 0)).toBe(
          expected.filter(
            ({ outcome }) => outcome === 'failed' || outcome === 'denied',
          ).length,
        );
        for (const facet of FACETS) {
          expect({
            search,
            scope,
            facet,
            counts: counts(summary.facets[facet]),
          }).toEqual({
            search,
            scope,
            facet,
            counts: expectedCounts(expected, facet),
          });
        }
      }
    });

    it('puts each event into the bucket of its own time', async () => {
      const { reader } = subject();
      for (const timeZone of [
        'UTC',
        'Asia/Kathmandu',
        'America/New_York',
        'Australia/Lord_Howe',
      ]) {
        const { timeline } = await reader.summarize({
          search: ALL,
          scope: EVERYTHING,
          facets: [],
          facetLimit: 1,
          timeZone,
        });
        const day = new Intl.DateTimeFormat('sv-SE', {
          timeZone,
          dateStyle: 'short',
        });
        const expected = new Map<string, number>();
        for (const { occurredAt } of events) {
          const key = day.format(new Date(occurredAt));
          expected.set(key, (expected.get(key) ?? 0) + 1);
        }
        const found = timeline.buckets
          .filter(({ count }) => count > 0)
          .map(({ start, count }) => [day.format(new Date(start)), count]);
        expect(timeline.interval).toBe('day');
        expect(found).toEqual([...expected].sort());
      }
    });

    it('reads one event, in scope only', async () => {
      const { reader } = subject();
      const event =
        events.find(({ projects }) => projects.length > 1) ?? events[0];
      const scope = (project: string): ReadScope => ({
        kind: 'matching',
        criteria: { projects: [project] },
      });

      const found = await reader.readEvent(event.id.toUpperCase(), EVERYTHING);
      expect(found).toEqual({
        ...JSON.parse(JSON.stringify(event)),
        sequence: expect.any(Number),
      });
      for (const { ref } of event.projects) {
        expect(await reader.readEvent(event.id, scope(ref))).toEqual(found);
      }
      expect(
        await reader.readEvent(event.id, scope('system:default/other')),
      ).toBeUndefined();
      expect(
        await reader.readEvent(
          '00000000-0000-4000-8000-000000000000',
          EVERYTHING,
        ),
      ).toBeUndefined();
    });

    it('shows nothing to a scope of nothing', async () => {
      const { reader } = subject();
      for (const criteria of [
        { anyOf: [] },
        { allOf: [] },
        { projects: [] },
        { actors: [] },
      ]) {
        const scope: ReadScope = { kind: 'matching', criteria };
        expect(
          (await reader.readPage({ search: ALL, scope, limit: 10 })).items,
        ).toEqual([]);
        const { total } = await reader.summarize({
          search: ALL,
          scope,
          facets: [],
          facetLimit: 1,
          timeZone: 'UTC',
        });
        expect(total).toEqual({ count: 0, exact: true });
      }
    });

    it('reads all of a search in its order', async () => {
      const { reader } = subject();
      const search: WindowedSearch = {
        ...ALL,
        order: 'oldest',
        exclude: { outcome: ['denied'] },
      };
      const all: string[] = [];
      for await (const batch of reader.readAll({
        search,
        scope: EVERYTHING,
        signal: new AbortController().signal,
      })) {
        all.push(...ids(batch));
      }
      expect(all).toEqual(ids(expectedEvents(events, search, EVERYTHING)));
    });

    it('stops reading all when it is told to', async () => {
      const { reader } = subject();
      const stop = new AbortController();
      const reading = reader.readAll({
        search: ALL,
        scope: EVERYTHING,
        signal: stop.signal,
      });
      stop.abort();
      await expect(
        reading[Symbol.asyncIterator]().next(),
      ).rejects.toMatchObject({ name: 'AbortError' });
    });

    it('names facet values and looks for a text in them', async () => {
      const { reader } = subject();
      const { facets } = await reader.summarize({
        search: ALL,
        scope: EVERYTHING,
        facets: ['target'],
        facetLimit: 2,
        facetContains: 'ORDERS',
        timeZone: 'UTC',
      });
      expect(
        new Map(facets.target.map(({ value, title }) => [value, title])),
      ).toEqual(
        new Map([
          ['api:default/orders_v1', 'Title of api:default/orders_v'],
          ['api:default/ordersXv1', 'Title of api:default/ordersXv'],
        ]),
      );
    });

    it('reads by sequence what it reads by time', async () => {
      for (const limit of [3, 50, 1000]) {
        const { reader } = subject();
        const search: WindowedSearch = {
          include: { plugin: ['catalog'] },
          exclude: {},
          order: 'sequence',
        };
        const found = [];
        let position: PagePosition | undefined;
        for (;;) {
          const page: ReadPage = await reader.readPage({
            search,
            scope: EVERYTHING,
            limit,
            position,
          });
          found.push(...page.items);
          expect(page.next).toBeDefined();
          if (page.items.length < limit) {
            break;
          }
          position = page.next;
        }
        const sequences = found.map(({ sequence }) => sequence ?? -1);
        expect(sequences).toEqual(
          [...sequences].sort((one, other) => one - other),
        );
        expect(new Set(ids(found))).toEqual(
          new Set(
            ids(
              expectedEvents(
                events,
                { ...search, order: 'oldest' },
                EVERYTHING,
              ),
            ),
          ),
        );
        expect(new Set(sequences).size).toBe(found.length);
      }
    });

    it('goes on by sequence with what comes later', async () => {
      const { reader, append, ordered } = subject();
      const search: WindowedSearch = {
        include: {},
        exclude: {},
        order: 'sequence',
      };
      let page = await reader.readPage({
        search,
        scope: EVERYTHING,
        limit: 1000,
      });
      const seen = page.items.length;
      page = await reader.readPage({
        search,
        scope: EVERYTHING,
        limit: 1000,
        position: page.next,
      });
      expect(page.items).toEqual([]);

      const later = randomEvents(random, 5).map(event => ({
        ...event,
        plugin: 'later',
      }));
      await append(later);
      await ordered();
      page = await reader.readPage({
        search,
        scope: EVERYTHING,
        limit: 1000,
        position: page.next,
      });
      expect(ids(page.items)).toEqual(ids(later));
      expect(page.items[0].sequence).toBe(seen);
    });

    it('misses none and shows none twice while new events arrive', async () => {
      const { reader, append } = subject();
      const search: WindowedSearch = {
        ...ALL,
        exclude: { plugin: ['arriving', 'later'] },
      };
      const withNew: WindowedSearch = {
        ...ALL,
        exclude: { plugin: ['later'] },
      };
      const found: string[] = [];
      let position: PagePosition | undefined;
      do {
        const page: ReadPage = await reader.readPage({
          search: withNew,
          scope: EVERYTHING,
          limit: 20,
          position,
        });
        found.push(...ids(page.items));
        position = page.next;
        await append(
          randomEvents(random, 3).map(event => ({
            ...event,
            plugin: 'arriving',
          })),
        );
      } while (position);
      expect(new Set(found).size).toBe(found.length);
      const before = ids(expectedEvents(events, search, EVERYTHING));
      expect(found.filter(id => before.includes(id))).toEqual(before);
    });
  });
}

function counts(values: readonly { value: string; count: number }[]) {
  const sorted = [...values].sort(
    (one, other) =>
      other.count - one.count || (one.value < other.value ? -1 : 1),
  );
  expect(values).toEqual(sorted);
  return new Map(values.map(({ value, count }) => [value, count]));
}

function expectedCounts(events: readonly NewAuditEvent[], facet: FacetName) {
  const expected = new Map<string, number>();
  for (const value of events.flatMap(event =>
    valuesOf(event, facet).map(storedKey),
  )) {
    expected.set(value, (expected.get(value) ?? 0) + 1);
  }
  return expected;
}
