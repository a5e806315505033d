// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { DatabaseEventReader } from '../../query/DatabaseEventReader';
import {
  exportOf,
  verifyLines,
} from '../../verification/__testUtils__/exportOf';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
} from '../archiving/__testUtils__/agingLedger';
import { DatabaseArchiveCatalog } from '../files/DatabaseArchiveCatalog';
import { Removals } from './Removals';
import { SpanningEventReader } from './SpanningEventReader';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'An export from a time of which the events were removed, on %s',
  databaseId => {
    afterEach(async () => {
      await closeAgingLedgers();
      await stopTestLedgers();
    });

    it('has the place of the checkpoint that it begins with, and is verified', async () => {
      const knex = await databases.init(databaseId);
      const dialect = dialectOf(knex);
      const aging = await agingLedger(knex, {
        partitions: ['2024-01-15', '2024-02-15', '2024-03-15'],
      });
      await aging.append(eventsFrom('2024-01-05T10:00:00Z', 130));
      const from = Date.parse((await aging.checkpoints.latest())!.sealedAt);
      // The next one is of another time.
      while (Date.now() <= from) {
        await sleep(1);
      }
      await aging.append(
        eventsFrom('2024-01-20T10:00:00Z', 200),
        eventsFrom('2024-02-05T10:00:00Z', 40),
        eventsFrom('2024-03-05T10:00:00Z', 40),
      );
      await aging.run({ now: '2025-03-15T00:00:00Z' });
      await aging.run({ now: '2026-02-15T00:00:00Z' });
      const removals = Removals.create({ knex, ageMs: 0 });
      const reader = SpanningEventReader.create({
        live: await DatabaseEventReader.create({
          database: mockServices.database({ knex }),
        }),
        catalog: DatabaseArchiveCatalog.create({ knex, dialect, ageMs: 0 }),
        store: aging.store,
        files: aging.files,
        removals,
        knex,
        logger: aging.logger,
      });

      const lines = await exportOf(
        knex,
        aging,
        { from },
        { kind: 'everything' },
        { reader, removals },
      );

      const skips = lines.flatMap(line => JSON.parse(line).skip ?? []);
      expect(skips.map(skip => [skip.from, skip.to])).toEqual([
        [0, 130],
        [130, 330],
      ]);
      expect(await verifyLines(lines, aging)).toMatchObject({
        findings: [],
        notes: [],
        from: 130,
        events: 80,
        removed: 200,
      });
    });
  },
);
