// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { ARCHIVE_TABLES, FILE_STATES } from '../../database/archiveTables';
import { dialectOf } from '../../database/dialect';
import { parsePeriod } from '../policy/periods';
import { DatabaseArchiveCatalog } from './DatabaseArchiveCatalog';
import { advanceFile } from './operations/advanceFile';
import { insertFile } from './operations/insertFile';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'The files of the archive on %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      await testLedger(knex);
    });

    afterEach(async () => {
      jest.restoreAllMocks();
      await stopTestLedgers();
    });

    const begin = (name: string, className = 'default') =>
      insertFile(knex, dialectOf(knex), {
        period: parsePeriod(name),
        class: className,
        beforeSequence: 10,
      });

    it('of one period and class are begun one after the other, by one process', async () => {
      const begun = await Promise.all([
        begin('2025-01'),
        begin('2025-01'),
        begin('2025-01', 'other'),
      ]);
      expect(begun.filter(id => id !== undefined)).toHaveLength(2);
      expect(await begin('2025-01')).toBeUndefined();
      await knex(ARCHIVE_TABLES.files).update({ state: 'archived' });
      expect(await begin('2025-01')).toBeDefined();
      expect((await knex(ARCHIVE_TABLES.files).pluck('name')).sort()).toEqual([
        'events/year=2025/month=01/2025-01.default.1.parquet',
        'events/year=2025/month=01/2025-01.default.2.parquet',
        'events/year=2025/month=01/2025-01.other.1.parquet',
      ]);
    });

    it('get on by whoever is the first', async () => {
      const id = (await begin('2025-01-31'))!;
      const moved = await Promise.all(
        Array.from({ length: 5 }, () =>
          advanceFile(knex, id, { state: 'writing' }, { state: 'written' }),
        ),
      );
      expect(moved.filter(Boolean)).toHaveLength(1);
    });

    it('can be read in the states in which they are to be, with what is in them, the latest first', async () => {
      const dialect = dialectOf(knex);
      for (const [index, state] of FILE_STATES.entries()) {
        const id = (await begin(`2025-0${index + 1}`))!;
        const time = Date.UTC(2025, index, 3);
        await knex(ARCHIVE_TABLES.files)
          .where({ id })
          .update({
            state,
            events: 2,
            bytes: 100,
            sha256: 'ab',
            manifest: JSON.stringify({ sequences: [[index, index + 2]] }),
            occurred_from: dialect.writeTime(time),
            occurred_to: dialect.writeTime(time + 1),
          });
      }
      const catalog = DatabaseArchiveCatalog.create({
        knex,
        dialect,
        ageMs: 100,
      });
      const clock = jest.spyOn(performance, 'now').mockReturnValue(1_000);

      const files = await catalog.readable();

      expect(files.map(({ period, state }) => [period.name, state])).toEqual([
        ['2025-04', 'archived'],
        ['2025-03', 'checked'],
      ]);
      expect(files[0].content).toEqual({
        events: 2,
        bytes: 100,
        sha256: 'ab',
        occurredFrom: Date.UTC(2025, 3, 3),
        occurredTo: Date.UTC(2025, 3, 3) + 1,
        sequences: [[3, 5]],
      });
      // Asked for at once it does not ask the database.
      await knex(ARCHIVE_TABLES.files).update({ state: 'removed' });
      clock.mockReturnValue(1_099);
      expect(await catalog.readable()).toBe(files);
      clock.mockReturnValue(1_100);
      expect(await catalog.readable()).toEqual([]);
    });

    it('are known anew to all once somebody has asked how they are now', async () => {
      const catalog = DatabaseArchiveCatalog.create({
        knex,
        dialect: dialectOf(knex),
        ageMs: Infinity,
      });
      expect(await catalog.readable()).toEqual([]);
      const id = await begin('2025-01');
      const time = dialectOf(knex).writeTime(0);
      await knex(ARCHIVE_TABLES.files)
        .where({ id })
        .update({
          state: 'archived',
          events: 1,
          bytes: 1,
          sha256: 'a',
          occurred_from: time,
          occurred_to: time,
          manifest: JSON.stringify({ sequences: [[0, 1]] }),
        });
      expect(await catalog.readable()).toEqual([]);
      expect(await catalog.current()).toMatchObject([{ id }]);
      expect(await catalog.readable()).toMatchObject([{ id }]);
    });

    it('are asked about again after the database was away', async () => {
      const catalog = DatabaseArchiveCatalog.create({
        knex,
        dialect: dialectOf(knex),
      });
      await knex.schema.renameTable(ARCHIVE_TABLES.files, 'elsewhere');
      await expect(catalog.readable()).rejects.toThrow();
      await knex.schema.renameTable('elsewhere', ARCHIVE_TABLES.files);
      expect(await catalog.readable()).toEqual([]);
    });
  },
);
