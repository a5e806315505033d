// SPDX-License-Identifier: Apache-2.0
import { copyFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  setImmediate as nextTurn,
  setTimeout as sleep,
} from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { eventually } from '../../__testUtils__/eventually';
import { StatementTimeoutError } from '../../query/operations/runBounded';
import { readAllPages } from '../../query/readAllPages';
import { idsOf } from '../../query/__testUtils__/idsOf';
import { FetchedFiles } from '../store/FetchedFiles';
import {
  FEBRUARY,
  JANUARY,
  SCOPE,
  SEARCH,
  TwoMonthsInFiles,
} from './__testUtils__/TwoMonthsInFiles';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const SINCE_FEBRUARY = { from: Date.parse('2026-02-01T00:00:00Z') };

describe('Files that take long to fetch', () => {
  let t: TwoMonthsInFiles;

  beforeEach(async () => {
    t = await TwoMonthsInFiles.create(await databases.init('SQLITE_3'));
  });

  afterEach(() => t.close());

  it('go on being fetched behind a page that ends before them', async () => {
    let fetched = 0;
    let arrive = () => {};
    const arrived = new Promise<void>(resolve => {
      arrive = resolve;
    });
    const store = t.storeThat(async name => {
      if (name === FEBRUARY) {
        fetched++;
        await arrived;
      }
      return t.archive.store.open(name);
    });
    const reader = t.archive.reader({ store });
    const request = {
      search: SEARCH,
      scope: SCOPE,
      limit: 50,
      budgetMs: 2_000,
    };
    const first = await reader.readPage(request);
    expect(fetched).toBeGreaterThan(0);
    expect(idsOf(first.items)).toEqual(t.ids.slice(0, 10));
    expect(first).toMatchObject({
      archive: { ids: [], filesLeft: 2, eventsLeft: 80 },
      scannedUntil: expect.any(String),
      next: { by: 'time', direction: 'next' },
    });
    arrive();
    const second = await reader.readPage({
      ...request,
      position: first.next,
      budgetMs: 60_000,
    });
    expect(idsOf(second.items)).toEqual(t.ids.slice(10, 60));
  });

  it('are not waited for when whoever asked has gone away', async () => {
    const gone = new AbortController();
    const released = jest.fn();
    const store = t.storeThat(async name => {
      const local = await t.archive.store.open(name);
      gone.abort();
      await sleep(50);
      return {
        path: local.path,
        release: () => {
          released();
          local.release();
        },
      };
    });
    await expect(
      t.archive.reader({ store }).readPage({
        search: SEARCH,
        scope: SCOPE,
        limit: 50,
        signal: gone.signal,
      }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    await eventually(
      async () => released.mock.calls.length,
      calls => calls > 0,
    );
  });

  it.each([
    { order: 'newest' as const, slow: FEBRUARY },
    { order: 'oldest' as const, slow: JANUARY },
  ])(
    'give no event twice to who has some of one already, the $order first',
    async ({ order, slow }) => {
      const ids = order === 'newest' ? t.ids : [...t.ids].reverse();
      const here = t.archive.reader();
      const first = await t.page(here, 30, undefined, { order });
      expect(idsOf(first.items)).toEqual(ids.slice(0, 30));

      // Another replica, or this one after a restart, has it not yet.
      let arrive = () => {};
      const arrived = new Promise<void>(resolve => {
        arrive = resolve;
      });
      const store = t.storeThat(async name => {
        if (name === slow) {
          await arrived;
        }
        return t.archive.store.open(name);
      });
      const there = t.archive.reader({ store });
      let { next } = first;
      for (let late = 0; late < 2; late++) {
        const page = await there.readPage({
          search: { ...SEARCH, order },
          scope: SCOPE,
          limit: 30,
          position: next,
          budgetMs: 1_000,
        });
        expect(page.items).toEqual([]);
        expect(page.scannedUntil).toBeDefined();
        expect(page.next).toEqual(first.next);
        next = page.next;
      }
      arrive();
      const rest: string[] = [];
      while (next) {
        const page = await t.page(there, 30, next, { order });
        rest.push(...idsOf(page.items));
        next = page.next;
      }
      expect(rest).toEqual(ids.slice(30));
    },
  );

  it('give an export every event once, however late they are', async () => {
    const arrivals = new Map<string, number>();
    // Each is there every other time, as where it goes from the cache in between.
    const store = t.storeThat(async name => {
      const asked = (arrivals.get(name) ?? 0) + 1;
      arrivals.set(name, asked);
      if (asked % 2 === 0) {
        await new Promise(() => {});
      }
      return t.archive.store.open(name);
    });
    const reader = t.archive.reader({ store });
    const ids: string[] = [];
    for await (const batch of readAllPages(
      // In parts, so that there is a position inside of each file.
      {
        readBatch: request => reader.readBatch({ ...request, limit: 30 }),
      },
      { search: SEARCH, scope: SCOPE, signal: new AbortController().signal },
      1_000,
    )) {
      ids.push(...idsOf(batch.events()));
    }
    expect(ids).toEqual(t.ids);
  });

  describe('where nothing is kept that is not in use', () => {
    let fetched: string[];
    let gate: (name: string) => Promise<void>;
    let kept: FetchedFiles;

    beforeEach(() => {
      fetched = [];
      gate = async () => {};
      kept = FetchedFiles.create({
        directory: join(t.archive.root, 'work'),
        maxBytes: 0,
      });
    });

    afterEach(() => kept.close());

    /** Fetches into a cache that has room for nothing. */
    const fetching = () =>
      t.storeThat(name =>
        kept.open(name, async path => {
          fetched.push(name);
          await gate(name);
          const local = await t.archive.store.open(name);
          await copyFile(local.path, path);
          return (await stat(path)).size;
        }),
      );

    it('are fetched once for a page', async () => {
      const reader = t.archive.reader({ store: fetching() });
      const page = await t.page(reader, 30, undefined, SINCE_FEBRUARY);
      expect(idsOf(page.items)).toEqual(t.ids.slice(0, 30));
      expect(page.archive?.ids).toEqual(t.ids.slice(10, 30));
      expect(fetched).toEqual([FEBRUARY]);
    });

    it('are there for who asks again once they have come', async () => {
      const gone = new AbortController();
      let arrive = () => {};
      const arrived = new Promise<void>(resolve => {
        arrive = resolve;
      });
      gate = () => arrived;
      const reader = t.archive.reader({ store: fetching() });
      const late = await reader.readPage({
        search: { ...SEARCH, ...SINCE_FEBRUARY },
        scope: SCOPE,
        limit: 30,
        budgetMs: 1_000,
        signal: gone.signal,
      });
      expect(idsOf(late.items)).toEqual(t.ids.slice(0, 10));
      gone.abort();
      arrive();
      // What the first of them has waited for is there for the second, who asks when nobody reads it any more.
      for (let again = 0; again < 2; again++) {
        const page = await t.page(reader, 20, late.next, SINCE_FEBRUARY);
        expect(idsOf(page.items)).toEqual(t.ids.slice(10, 30));
        await nextTurn();
      }
      expect(fetched).toEqual([FEBRUARY]);
    });
  });

  it('end a page before the first event that could not be read whole in time', async () => {
    let isSlow = true;
    const reader = t.archive.reader({
      files: t.filesThat((query, text) =>
        isSlow && text.includes('AS record')
          ? Promise.reject(new StatementTimeoutError('It took too long'))
          : query(),
      ),
    });
    const first = await reader.readPage({
      search: SEARCH,
      scope: SCOPE,
      limit: 30,
      budgetMs: 1_000,
    });
    expect(idsOf(first.items)).toEqual(t.ids.slice(0, 10));
    expect(first.scannedUntil).toBeDefined();
    isSlow = false;
    const second = await t.page(reader, 30, first.next);
    expect(idsOf(second.items)).toEqual(t.ids.slice(10, 40));
  });
});
