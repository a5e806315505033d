// SPDX-License-Identifier: Apache-2.0
/* eslint-disable jest/no-export -- a part of readerContract */
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import type {
  PagePosition,
  ReadPage,
  WindowedSearch,
} from '../AuditEventReader';
import { ndjsonFormat } from '../export/ndjsonFormat';
import { intersectScopes } from '../ReadScope';
import { ALL, type ContractContext } from './ContractContext';
import { idsOf } from './idsOf';
import { expectedEvents } from './oracle';
import { randomScope, randomSearch } from './randomEvents';

/** Pages by time, single events, and everything in one go. */
export function pageContract(context: ContractContext): void {
  const { subject, events, scope, random } = context;

  /** Every page from a position on, in one direction. */
  async function pages(
    search: WindowedSearch,
    limit: number,
    start?: PagePosition,
    direction: 'next' | 'previous' = 'next',
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

  it.each(['newest', 'oldest'] as const)(
    'pages %s first, there and back, by any size',
    async order => {
      const { smallPages } = subject();
      for (const limit of [1, 2, 7, 1000]) {
        const search = {
          ...ALL,
          order,
          include: { plugin: ['catalog', 'a_b'] },
          ...(limit <= 2 && smallPages),
        };
        const expected = idsOf(expectedEvents(events, search, scope));
        expect(expected.length).toBeGreaterThan(2);
        const there = await pages(search, limit);
        expect(there.flatMap(page => idsOf(page.items))).toEqual(expected);
        expect(there[0].previous).toBeUndefined();

        const back = await pages(
          search,
          limit,
          there.at(-1)?.previous,
          'previous',
        );
        const before =
          there.length > 1
            ? back.reverse().flatMap(page => idsOf(page.items))
            : [];
        expect([...before, ...idsOf(there[there.length - 1].items)]).toEqual(
          expected,
        );
      }
    },
  );

  it('finds what a plain filter finds', async () => {
    const { reader } = subject();
    let found = 0;
    for (let round = 0; round < 50; round++) {
      const search = randomSearch(random);
      const narrowed =
        round % 3 === 0
          ? intersectScopes(scope, {
              kind: 'matching',
              criteria: randomScope(random),
            })
          : scope;
      const expected = expectedEvents(events, search, narrowed);
      const page = await reader.readPage({
        search,
        scope: narrowed,
        limit: 1000,
      });
      expect({ search, narrowed, found: idsOf(page.items) }).toEqual({
        search,
        narrowed,
        found: idsOf(expected),
      });
      found += expected.length > 0 ? 1 : 0;
    }
    // Else it would have shown little.
    expect(found).toBeGreaterThan(12);
  });

  it('reads single events, in scope only', async () => {
    const { reader } = subject();
    const visible = new Set(idsOf(expectedEvents(events, ALL, scope)));
    for (const event of events.slice(0, 100)) {
      const stored = {
        ...JSON.parse(JSON.stringify(event)),
        sequence: expect.any(Number),
      };
      expect(await reader.readEvent(event.id.toUpperCase(), scope)).toEqual(
        visible.has(event.id) ? stored : undefined,
      );
    }
    expect(
      await reader.readEvent('00000000-0000-4000-8000-000000000000', scope),
    ).toBeUndefined();
  });

  it('reads all of a search in its order, as pages have it', async () => {
    const { reader } = subject();
    for (const order of ['oldest', 'newest', 'sequence'] as const) {
      const search = {
        ...ALL,
        order,
        exclude: { outcome: ['denied'] },
      } as const;
      const all: AuditEvent[] = [];
      for await (const batch of reader.readAll({
        search,
        scope,
        signal: new AbortController().signal,
      })) {
        const found = batch.events();
        all.push(...found);
        expect(batch).toHaveLength(found.length);
        const text = Array.from(batch.text(ndjsonFormat), String).join('');
        expect(text).toBe(ndjsonFormat.write(found));
      }
      const { items } = await reader.readPage({ search, scope, limit: 1000 });
      expect(items.length).toBeGreaterThan(0);
      expect(all.slice(0, items.length)).toEqual(items);
      // What the order of the ledger is, is of no account here.
      const inOrder = (ids: readonly string[]) =>
        order === 'sequence' ? [...ids].sort() : ids;
      expect(inOrder(idsOf(all))).toEqual(
        inOrder(idsOf(expectedEvents(events, search, scope))),
      );
    }
  });

  it('stops reading all when it is told to', async () => {
    const { reader } = subject();
    const stop = new AbortController();
    const reading = reader.readAll({ search: ALL, scope, signal: stop.signal });
    stop.abort();
    await expect(reading[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
}
