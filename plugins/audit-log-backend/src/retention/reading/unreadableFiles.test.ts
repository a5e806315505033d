// SPDX-License-Identifier: Apache-2.0
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { eventually } from '../../__testUtils__/eventually';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import { dialectOf } from '../../database/dialect';
import { sequenceBatches } from '../../database/operations/sequenceBatches';
import type { PagePosition, ReadPage } from '../../query/AuditEventReader';
import type { ArchiveStore } from '../store/ArchiveStore';
import { ArchiveUnavailableError } from '../store/ArchiveUnavailableError';
import {
  closeTestArchives,
  testArchive,
  type TestArchive,
} from './__testUtils__/testArchive';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const FEBRUARY = 'events/year=2026/month=02/2026-02.default.1.parquet';
const SCOPE = { kind: 'everything' } as const;
const SEARCH = {
  include: {},
  exclude: {},
  order: 'newest' as const,
  from: Date.parse('2026-01-01T00:00:00Z'),
  to: Date.parse('2026-04-01T00:00:00Z'),
};

/** January and February in files of 40 events each, ten of March live. */
describe('Files that cannot be read', () => {
  const logger = mockServices.logger.mock();
  let knex: Knex;
  let archive: TestArchive;
  let ids: string[];

  beforeEach(async () => {
    jest.clearAllMocks();
    knex = await databases.init('SQLITE_3');
    const ledger = await testLedger(knex);
    const events = [
      ['2026-01-10T00:00:00Z', 40] as const,
      ['2026-02-10T00:00:00Z', 40] as const,
      ['2026-03-10T00:00:00Z', 10] as const,
    ].flatMap(([time, count]) =>
      Array.from({ length: count }, (_, index) =>
        auditEvent({ id: uuidAt(Date.parse(time) + index) }),
      ),
    );
    ids = events.map(({ id }) => id).reverse();
    await ledger.sink.append(events);
    await sequenceBatches(knex, dialectOf(knex));
    archive = await testArchive(knex, { logger });
    await archive.writeMonths(
      await archive.events(({ sequence }) => sequence < 80),
    );
  });

  afterEach(async () => {
    await closeTestArchives();
    await stopTestLedgers();
  });

  /** The store of the archive, in which opening is another thing. */
  const storeThat = (open: ArchiveStore['open']): ArchiveStore =>
    new Proxy(archive.store, {
      get: (store, name: keyof ArchiveStore) => {
        const value = name === 'open' ? open : store[name];
        return typeof value === 'function' ? value.bind(store) : value;
      },
    });
  const away = () =>
    storeThat(() =>
      Promise.reject(
        new ArchiveUnavailableError('The volume is gone; mount it again'),
      ),
    );
  const page = (
    reader: ReturnType<TestArchive['reader']>,
    limit: number,
    position?: PagePosition,
    search: Partial<typeof SEARCH> = {},
  ): Promise<ReadPage> =>
    reader.readPage({
      search: { ...SEARCH, ...search },
      scope: SCOPE,
      limit,
      position,
      budgetMs: 60_000,
    });
  const idsOf = ({ items }: ReadPage) => items.map(({ id }) => id);

  it('are not asked for where the live table has all of a page', async () => {
    const open = jest.fn(() => Promise.reject(new Error('Not asked for')));
    const reader = archive.reader({ store: storeThat(open) });
    expect(idsOf(await page(reader, 9))).toEqual(ids.slice(0, 9));
    const march = { from: Date.parse('2026-03-01T00:00:00Z') };
    expect(idsOf(await page(reader, 50, undefined, march))).toEqual(
      ids.slice(0, 10),
    );
    const { total } = await reader.summarize({
      search: { ...SEARCH, ...march },
      scope: SCOPE,
      facets: [],
      facetLimit: 1,
      timeZone: 'UTC',
    });
    expect(total).toEqual({ count: 10, exact: true });
    expect(await reader.readEvent(ids[3], SCOPE)).toMatchObject({
      id: ids[3],
    });
    expect(open).not.toHaveBeenCalled();
  });

  it('end a page, and are why there is no next one, until the archive is back', async () => {
    const first = await page(archive.reader({ store: away() }), 50);
    expect(idsOf(first)).toEqual(ids.slice(0, 10));
    expect(first.archive).toEqual({ ids: [], filesLeft: 2, eventsLeft: 80 });
    expect(first.scannedUntil).toBe('2026-02-10T00:00:00.040Z');
    const next = page(archive.reader({ store: away() }), 50, first.next);
    await expect(next).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /2026-02\.default\.1\.parquet .*cannot be reached: The volume is gone; mount it again.* without 2026-02-10 to 2026-02-10/,
      ),
    });
    const second = await page(archive.reader(), 50, first.next);
    expect(idsOf(second)).toEqual(ids.slice(10, 60));
    expect(second.archive?.ids).toEqual(ids.slice(10, 60));
    await expect(
      archive.reader({ store: away() }).readEvent(ids[20], SCOPE),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
  });

  it('leave the counts at what the live table has, which is not said to be all', async () => {
    const { total } = await archive.reader({ store: away() }).summarize({
      search: SEARCH,
      scope: SCOPE,
      facets: ['plugin'],
      facetLimit: 5,
      timeZone: 'UTC',
    });
    expect(total).toEqual({ count: 10, exact: false });
  });

  it.each([
    { state: 'checked' },
    { restored_by: 'user:default/jane' },
    { restored_until: 0 },
  ])('give counts that are not said to be exact while %p', async moving => {
    const count = async () => {
      const { total } = await archive.reader().summarize({
        search: SEARCH,
        scope: SCOPE,
        facets: [],
        facetLimit: 1,
        timeZone: 'UTC',
      });
      return total.exact;
    };
    expect(await count()).toBe(true);
    await knex(ARCHIVE_TABLES.files).where({ name: FEBRUARY }).update(moving);
    expect(await count()).toBe(false);
  });

  it('end reading by sequence where they begin, with what comes before', async () => {
    const search = { include: {}, exclude: {}, order: 'sequence' as const };
    await expect(
      archive
        .reader({ store: away() })
        .readPage({ search, scope: SCOPE, limit: 50 }),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
    const store = storeThat(name =>
      name === FEBRUARY
        ? Promise.reject(new ArchiveUnavailableError('Gone; bring it back'))
        : archive.store.open(name),
    );
    const reading = archive.reader({ store }).readAll({
      search,
      scope: SCOPE,
      signal: new AbortController().signal,
    });
    await expect(async () => {
      for await (const _ of reading) {
        // Reads on.
      }
    }).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(FEBRUARY),
    });
  });

  it('are told of once when they are damaged; others are read, and they again once they are put right', async () => {
    let now = 0;
    const reader = archive.reader({ clock: () => now });
    const path = join(archive.directory, FEBRUARY);
    const whole = await readFile(path);
    const damaged = Buffer.from(whole);
    damaged[200] ^= 1;
    await rename(path, `${path}.old`);
    await writeFile(path, damaged);
    const february = { to: Date.parse('2026-03-01T00:00:00Z') };
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(page(reader, 50, undefined, february)).rejects.toMatchObject(
        {
          name: 'ServiceUnavailableError',
          message: expect.stringMatching(
            /2026-02\.default\.1\.parquet .*damaged/,
          ),
        },
      );
    }
    const january = { to: Date.parse('2026-02-01T00:00:00Z') };
    expect(idsOf(await page(reader, 50, undefined, january))).toEqual(
      ids.slice(50),
    );
    expect(logger.error).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining(FEBRUARY),
      expect.anything(),
    );

    await writeFile(path, whole);
    now += 61_000;
    expect(idsOf(await page(reader, 40, undefined, february))).toEqual(
      ids.slice(10, 50),
    );
  });

  it('are named when they are not there', async () => {
    const path = join(archive.directory, FEBRUARY);
    await rename(path, `${path}.old`);
    const to = Date.parse('2026-03-01T00:00:00Z');
    await expect(
      page(archive.reader(), 50, undefined, { to }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(
        /2026-02\.default\.1\.parquet .*not there/,
      ),
    });
  });

  it('that take long to fetch go on being fetched behind a page that ends before them', async () => {
    let fetched = 0;
    let arrive = () => {};
    const arrived = new Promise<void>(resolve => {
      arrive = resolve;
    });
    const store = storeThat(async name => {
      if (name === FEBRUARY) {
        fetched++;
        await arrived;
      }
      return archive.store.open(name);
    });
    const reader = archive.reader({ store });
    const request = {
      search: SEARCH,
      scope: SCOPE,
      limit: 50,
      budgetMs: 2_000,
    };
    const first = await reader.readPage(request);
    expect(fetched).toBeGreaterThan(0);
    expect(idsOf(first)).toEqual(ids.slice(0, 10));
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
    expect(idsOf(second)).toEqual(ids.slice(10, 60));
  });

  it('are not waited for when whoever asked has gone away', async () => {
    const gone = new AbortController();
    const released = jest.fn();
    const store = storeThat(async name => {
      const local = await archive.store.open(name);
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
      archive.reader({ store }).readPage({
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
