// SPDX-License-Identifier: Apache-2.0
/* eslint-disable jest/no-export -- a part of readerContract */
import type {
  PagePosition,
  ReadPage,
  WindowedSearch,
} from '../AuditEventReader';
import { ALL, type ContractContext } from './ContractContext';
import { idsOf } from './idsOf';
import { expectedEvents } from './oracle';
import { randomEvents } from './randomEvents';

const SEQUENCE: WindowedSearch = {
  include: {},
  exclude: {},
  order: 'sequence',
};

/** What becomes of reading while more is recorded; it leaves these events behind. */
export function arrivalContract(context: ContractContext): void {
  const { subject, events, scope, random } = context;

  it('goes on by sequence with what comes later', async () => {
    const { reader, append, ordered } = subject();
    const read = (
      readScope: ContractContext['scope'],
      position?: PagePosition,
    ): Promise<ReadPage> =>
      reader.readPage({
        search: SEQUENCE,
        scope: readScope,
        limit: 1000,
        position,
      });
    await ordered();
    const stored = (await read({ kind: 'everything' })).items.length;
    let page = await read(scope);
    page = await read(scope, page.next);
    expect(page.items).toEqual([]);

    const later = randomEvents(random, 20).map(event => ({
      ...event,
      plugin: 'later',
    }));
    await append(later);
    await ordered();
    page = await read(scope, page.next);
    const visible = new Set(
      idsOf(expectedEvents(later, { ...ALL, order: 'oldest' }, scope)),
    );
    expect(visible.size).toBeGreaterThan(0);
    expect(page.items.map(({ id, sequence }) => [id, sequence])).toEqual(
      later
        .map(({ id }, index) => [id, stored + index] as const)
        .filter(([id]) => visible.has(id)),
    );
  });

  it('misses none and shows none twice while new events arrive', async () => {
    const { reader, append } = subject();
    const search = { ...ALL, exclude: { plugin: ['later'] } };
    const found: string[] = [];
    let position: PagePosition | undefined;
    do {
      const page: ReadPage = await reader.readPage({
        search,
        scope,
        limit: 20,
        position,
      });
      found.push(...idsOf(page.items));
      position = page.next;
      await append(
        randomEvents(random, 3).map(event => ({
          ...event,
          plugin: 'arriving',
        })),
      );
    } while (position);
    expect(new Set(found).size).toBe(found.length);
    const before = idsOf(expectedEvents(events, ALL, scope));
    const known = new Set(before);
    expect(found.filter(id => known.has(id))).toEqual(before);
  });
}
