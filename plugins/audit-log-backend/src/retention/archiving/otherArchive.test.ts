// SPDX-License-Identifier: Apache-2.0
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectWhole,
  type AgingLedger,
} from './__testUtils__/agingLedger';
import type { WorkContext } from './WorkContext';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const FILE = 'events/year=2025/month=01/2025-01.default.1.parquet';
const MANIFEST = 'manifests/2025-01.default.1.json';
const NOW = '2026-02-01T00:00:00Z';

describe.each(databases.eachSupportedId())(
  'Archiving into an archive that is not as it was on %s',
  databaseId => {
    let knex: Knex;
    let aging: AgingLedger;
    let onStep: WorkContext['onStep'] = () => {};

    beforeEach(async () => {
      knex = await databases.init(databaseId);
      onStep = () => {};
      aging = await agingLedger(knex, {
        partitions: ['2025-01-15'],
        onStep: (...step) => onStep(...step),
      });
    });

    afterEach(async () => {
      await closeAgingLedgers();
      await stopTestLedgers();
    });

    const archive = (name: string) => join(aging.directory, 'archive', name);
    const january = (count: number) =>
      eventsFrom('2025-01-03T10:00:00Z', count);

    it('waits for an archive that goes away in the middle, and the live events stay', async () => {
      await aging.append(january(50));
      onStep = async step => {
        if (step === 'noted') {
          await rm(archive(''), { recursive: true, force: true });
          await writeFile(archive('').replace(/\/$/, ''), 'no directory');
        }
      };

      const first = await aging.run({ now: NOW });
      expect(first).toMatchObject({ archived: [] });
      expect(first.waiting).toHaveLength(1);
      expect(await aging.liveIds()).toHaveLength(50);
      onStep = () => {};
      expect((await aging.run({ now: NOW })).waiting).toHaveLength(1);
      expect(await aging.liveIds()).toHaveLength(50);

      await rm(archive('').replace(/\/$/, ''));
      expect(await aging.run({ now: NOW })).toMatchObject({
        archived: [{ file: FILE, events: 50 }],
        waiting: [],
      });
      await expectWhole(aging);
    });

    it('takes nothing out of the live table that cannot be read back', async () => {
      await aging.append(january(50));
      onStep = async step => {
        if (step === 'written') {
          const bytes = await readFile(archive(FILE));
          bytes[Math.floor(bytes.length / 2)] ^= 1;
          await writeFile(archive(FILE), bytes);
        }
      };

      const result = await aging.run({ now: NOW });

      expect(result.archived).toEqual([]);
      expect(result.waiting).toEqual([
        {
          file: '2025-01, default',
          message: expect.stringContaining('is not what was written'),
        },
      ]);
      expect(await aging.liveIds()).toHaveLength(50);
      // As its message says.
      await rm(archive(FILE));
      onStep = () => {};
      expect(await aging.run({ now: NOW })).toMatchObject({
        archived: [{ events: 50 }],
        waiting: [],
      });
      await expectWhole(aging);
    });

    it('does not go by a manifest that was edited by hand', async () => {
      await aging.append(january(50));
      onStep = async step => {
        if (step === 'written') {
          const text = await readFile(archive(MANIFEST), 'utf8');
          await writeFile(
            archive(MANIFEST),
            text.replace('"events":50', '"events":49'),
          );
        }
      };

      const result = await aging.run({ now: NOW });

      expect(result.waiting).toEqual([
        {
          file: '2025-01, default',
          message: expect.stringContaining(MANIFEST),
        },
      ]);
      expect(await aging.liveIds()).toHaveLength(50);
    });

    it('refuses an archive that was copied from elsewhere, changes nothing of it, and says so', async () => {
      await aging.append(january(50));
      const foreign = Buffer.from('events of another portal');
      await mkdir(join(archive(FILE), '..'), { recursive: true });
      await writeFile(archive(FILE), foreign);

      for (let run = 0; run < 2; run++) {
        const result = await aging.run({ now: NOW });
        expect(result.archived).toEqual([]);
        expect(result.waiting).toEqual([
          {
            file: '2025-01, default',
            message: expect.stringContaining('archive of another portal'),
          },
        ]);
      }
      expect(await readFile(archive(FILE))).toEqual(foreign);
      expect(await aging.liveIds()).toHaveLength(50);
      await rename(archive(FILE), archive('away'));
      expect((await aging.run({ now: NOW })).archived).toHaveLength(1);
      await rm(archive('away'));
      await expectWhole(aging);
    });
  },
);
