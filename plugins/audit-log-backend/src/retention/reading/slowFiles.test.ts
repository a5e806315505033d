// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import { eventually } from '../../__testUtils__/eventually';
import { idsOf } from '../../query/__testUtils__/idsOf';
import {
  FEBRUARY,
  SCOPE,
  SEARCH,
  TwoMonthsInFiles,
} from './__testUtils__/TwoMonthsInFiles';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

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
});
