// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { eventually } from '../../__testUtils__/eventually';
import { idsOf } from '../../query/__testUtils__/idsOf';
import {
  SCOPE,
  SEARCH,
  TwoMonthsInFiles,
} from './__testUtils__/TwoMonthsInFiles';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const SUMMARY = {
  search: SEARCH,
  scope: SCOPE,
  facets: ['plugin'],
  facetLimit: 5,
  timeZone: 'UTC',
} as const;

describe('Files that there is no room for at the same time', () => {
  let t: TwoMonthsInFiles;
  let inUse: number;
  let most: number;

  beforeEach(async () => {
    t = await TwoMonthsInFiles.create(await databases.init('SQLITE_3'));
    inUse = 0;
    most = 0;
  });

  afterEach(() => t.close());

  /** Tells how many are in use at once. */
  const counting = () =>
    t.storeThat(async name => {
      inUse++;
      most = Math.max(most, inUse);
      const local = await t.archive.store.open(name);
      return {
        path: local.path,
        release: () => {
          inUse--;
          local.release();
        },
      };
    });
  const little = () => t.archive.reader({ store: counting(), roomBytes: 1 });

  it('are counted one after the other', async () => {
    const whole = await t.archive.reader().summarize(SUMMARY);
    expect(whole.total).toEqual({ count: 90, exact: true });
    expect(await little().summarize(SUMMARY)).toEqual(whole);
    expect(most).toBe(1);
    expect(inUse).toBe(0);
  });

  it('are looked through one after the other, in each order', async () => {
    expect(idsOf((await t.page(little(), 100)).items)).toEqual(t.ids);
    const oldest = await t.page(little(), 100, undefined, { order: 'oldest' });
    expect(idsOf(oldest.items)).toEqual([...t.ids].reverse());
    const { events } = await little().readSequenced({
      search: { include: {}, exclude: {}, order: 'sequence' },
      scope: SCOPE,
      limit: 100,
      after: -1,
      budgetMs: 60_000,
    });
    expect(events.map(({ event }) => event.id)).toEqual([...t.ids].reverse());
    expect(most).toBe(1);
    expect(inUse).toBe(0);
  });

  it('are kept for a while, and no longer, where they come too late', async () => {
    const store = counting();
    let arrive = () => {};
    const arrived = new Promise<void>(resolve => {
      arrive = resolve;
    });
    const slow = t.storeThat(async name => {
      await arrived;
      return store.open(name);
    });
    const { items } = await t.archive
      .reader({ store: slow, roomBytes: 1 })
      .readPage({ search: SEARCH, scope: SCOPE, limit: 50, budgetMs: 1_000 });
    expect(items).toHaveLength(10);
    arrive();
    await eventually(
      async () => inUse,
      count => count === 1,
    );
    await eventually(
      async () => inUse,
      count => count === 0,
    );
  });

  it('are together where there is room', async () => {
    const reader = t.archive.reader({ store: counting(), roomBytes: 1e9 });
    expect((await reader.summarize(SUMMARY)).total.count).toBe(90);
    expect(most).toBe(2);
    expect(inUse).toBe(0);
  });

  it('are fetched three at a time, and no more of them once whoever asked has gone away', async () => {
    const march = await t.archive.events();
    for (const [index, event] of march.entries()) {
      await t.archive.write([event], { class: `class-${index}`, stay: true });
    }
    const gone = new AbortController();
    let arrive = () => {};
    const arrived = new Promise<void>(resolve => {
      arrive = resolve;
    });
    const asked: string[] = [];
    let released = 0;
    const store = t.storeThat(async name => {
      asked.push(name);
      await arrived;
      const local = await t.archive.store.open(name);
      return { path: local.path, release: () => released++ };
    });
    const reading = t.archive.reader({ store }).readPage({
      search: SEARCH,
      scope: SCOPE,
      limit: 100,
      signal: gone.signal,
      budgetMs: 60_000,
    });
    await eventually(
      async () => asked.length,
      length => length === 3,
    );
    gone.abort();
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    arrive();
    await eventually(
      async () => released,
      count => count === 3,
    );
    expect(asked).toHaveLength(3);
  });
});
