// SPDX-License-Identifier: Apache-2.0
import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import { dialectOf } from '../../database/dialect';
import { idsOf } from '../../query/__testUtils__/idsOf';
import { DatabaseArchiveCatalog } from '../files/DatabaseArchiveCatalog';
import type { SpanningEventReader } from './SpanningEventReader';
import {
  FEBRUARY,
  SCOPE,
  SEARCH,
  TwoMonthsInFiles,
} from './__testUtils__/TwoMonthsInFiles';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'Files that go while they are read on %s',
  databaseId => {
    let knex: Knex;
    let t: TwoMonthsInFiles;
    /** What is left once February is removed. */
    let left: readonly string[];

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      t = await TwoMonthsInFiles.create(knex);
      left = [...t.ids.slice(0, 10), ...t.ids.slice(50)];
    });

    afterEach(() => t.close());

    /** Knows the files as they were when it was first asked. */
    const old = () =>
      DatabaseArchiveCatalog.create({
        knex,
        dialect: dialectOf(knex),
        ageMs: Infinity,
      });
    const change = (values: object) =>
      knex(ARCHIVE_TABLES.files).where({ name: FEBRUARY }).update(values);
    const remove = async () => {
      await change({ state: 'removing' });
      await rm(join(t.archive.directory, FEBRUARY), { force: true });
    };
    const page = (reader: SpanningEventReader) => t.page(reader, 100);
    const count = (reader: SpanningEventReader) =>
      reader.summarize({
        search: SEARCH,
        scope: SCOPE,
        facets: [],
        facetLimit: 1,
        timeZone: 'UTC',
      });
    const bySequence = async (reader: SpanningEventReader) => {
      const { events } = await reader.readSequenced({
        search: { include: {}, exclude: {}, order: 'sequence' },
        scope: SCOPE,
        limit: 100,
        after: -1,
        budgetMs: 60_000,
      });
      return events.map(({ event }) => event.id).reverse();
    };

    it('are left out when they are removed before they are opened', async () => {
      const reader = t.archive.reader({ catalog: old() });
      expect(idsOf((await page(reader)).items)).toEqual(t.ids);
      await remove();
      expect(idsOf((await page(reader)).items)).toEqual(left);
      expect(await reader.readEvent(t.ids[20], SCOPE)).toBeUndefined();
      expect(t.logger.error).not.toHaveBeenCalled();
    });

    it('are left out of counts, of single events and of reading by sequence', async () => {
      const known = old();
      await known.readable();
      await remove();
      // What is read afresh by the one would help the next.
      const catalog = {
        readable: () => known.readable(),
        current: () => old().readable(),
      };
      const reading = t.archive.reader({ catalog });
      expect(await bySequence(reading)).toEqual(left);
      expect(await reading.readEvent(t.ids[20], SCOPE)).toBeUndefined();
      expect((await count(reading)).total).toEqual({ count: 50, exact: true });
    });

    it('are left out when they are removed between being opened and being compared', async () => {
      const reader = t.archive.reader({
        catalog: old(),
        store: t.storeThat(async name => {
          const local = await t.archive.store.open(name);
          await remove();
          return local;
        }),
      });
      expect(idsOf((await page(reader)).items)).toEqual(left);
    });

    it.each(['e.sequence, e.id', 'AS record'])(
      'are left out when they are removed before they are asked: %s',
      async asked => {
        const reader = t.archive.reader({
          catalog: old(),
          files: t.filesThat(async (query, text) => {
            if (text.includes(asked)) {
              await remove();
            }
            return query();
          }),
        });
        expect(idsOf((await page(reader)).items)).toEqual(left);
      },
    );

    it('are missing when nobody has removed them, whenever that is noticed', async () => {
      const lose = () =>
        rm(join(t.archive.directory, FEBRUARY), { force: true });
      const reader = t.archive.reader({
        catalog: old(),
        files: t.filesThat(async query => {
          await lose();
          return query();
        }),
      });
      const first = await page(reader);
      expect(idsOf(first.items)).toEqual(t.ids.slice(0, 10));
      await expect(t.page(reader, 50, first.next)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining('is not there'),
      });
      expect(t.logger.error).toHaveBeenCalledWith(
        expect.stringContaining(FEBRUARY),
        expect.anything(),
      );
    });

    it('are read from what was put in their place', async () => {
      const reader = t.archive.reader({ catalog: old() });
      expect(idsOf((await page(reader)).items)).toEqual(t.ids);
      const name = FEBRUARY.replace('.1.', '.1.2.');
      const { directory } = t.archive;
      await copyFile(join(directory, FEBRUARY), join(directory, name));
      await change({ name });
      await rm(join(directory, FEBRUARY));
      expect(idsOf((await page(reader)).items)).toEqual(t.ids);
      expect(t.logger.error).not.toHaveBeenCalled();
    });

    it('are taken as they were known while nobody can look', async () => {
      const known = old();
      const reader = t.archive.reader({
        catalog: {
          readable: () => known.readable(),
          current: () => Promise.reject(new Error('The database is away')),
        },
      });
      await known.readable();
      await remove();
      const february = { to: Date.parse('2026-03-01T00:00:00Z') };
      await expect(
        t.page(reader, 50, undefined, february),
      ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
      const january = { to: Date.parse('2026-02-01T00:00:00Z') };
      const { items } = await t.page(reader, 50, undefined, january);
      expect(idsOf(items)).toEqual(t.ids.slice(50));
    });
  },
);
