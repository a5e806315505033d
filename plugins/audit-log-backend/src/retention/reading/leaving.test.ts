// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eventually } from '../../__testUtils__/eventually';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import type { PagePosition, ReadPage } from '../../query/AuditEventReader';
import { closeAgingLedgers } from '../archiving/__testUtils__/agingLedger';
import { DatabaseArchiveCatalog } from '../files/DatabaseArchiveCatalog';
import { archivedLedger } from './__testUtils__/archivedLedger';
import { Removals } from './Removals';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const FROM = Date.parse('2024-01-01T00:00:00Z');
const TO = Date.parse('2024-06-01T00:00:00Z');
/** In the proportion that they have to each other in a backend. */
const CATALOG_AGE_MS = 400;
const GRACE_MS = 3 * CATALOG_AGE_MS;

describe.each(databases.eachSupportedId())(
  'Reading while events leave the live table on %s',
  databaseId => {
    let knex: Knex;

    beforeEach(async () => {
      knex = await databases.init(databaseId);
    });

    afterEach(async () => {
      await closeAgingLedgers();
      await stopTestLedgers();
    });

    it('finds every event once, in each order, before, meanwhile and after', async () => {
      let rounds = 0;
      const ledger = await archivedLedger(knex, {
        graceMs: GRACE_MS,
        onStep: async step => {
          if (step === 'archived') {
            // The next month leaves when this state has been seen by who began after it.
            const begun = rounds;
            await eventually(
              async () => rounds,
              ended => ended > begun + 1,
            );
          }
        },
      });
      const reader = ledger.reader({
        catalog: DatabaseArchiveCatalog.create({
          knex,
          dialect: dialectOf(knex),
          ageMs: CATALOG_AGE_MS,
        }),
        removals: Removals.create({ knex, ageMs: CATALOG_AGE_MS }),
      });
      const expected = ledger.appended.map(({ id }) => id);

      const walk = async (order: 'newest' | 'oldest' | 'sequence') => {
        const ids: string[] = [];
        const archived: string[] = [];
        let position: PagePosition | undefined;
        do {
          const page: ReadPage = await reader.readPage({
            search: { include: {}, exclude: {}, order, from: FROM, to: TO },
            scope: { kind: 'everything' },
            limit: 130,
            position,
            budgetMs: 60_000,
          });
          ids.push(...page.items.map(({ id }) => id));
          archived.push(...(page.archive?.ids ?? []));
          position =
            order === 'sequence' && page.items.length === 0
              ? undefined
              : page.next;
        } while (position);
        expect(order === 'newest' ? ids.reverse() : ids).toEqual(expected);
        return archived.length;
      };

      let isDone = false;
      const running = ledger
        .run({ now: '2025-06-15T00:00:00Z' })
        .finally(() => (isDone = true));
      const shares = new Set<number>();
      while (!isDone) {
        // On SQLite, nothing of the above waits for anything.
        await nextTurn();
        for (const order of ['newest', 'sequence', 'oldest'] as const) {
          shares.add(await walk(order));
        }
        rounds++;
      }
      expect((await running).archived).toHaveLength(4);
      expect(await walk('newest')).toBe(expected.length);
      // It was seen in more states than before and after.
      expect(shares.size).toBeGreaterThan(2);
    });

    it.each(['newest', 'oldest', 'sequence'] as const)(
      'finds what leaves while the database is asked, however long that takes: %s',
      async order => {
        const ledger = await archivedLedger(knex);
        const { live } = ledger;
        const expected = ledger.appended.map(({ id }) => id);
        let hasLeft = false;
        const reader = ledger.reader({
          live: {
            readPage: async request => {
              if (!hasLeft) {
                hasLeft = true;
                await ledger.run({ now: '2025-06-15T00:00:00Z' });
              }
              return live.readPage(request);
            },
            readBatch: request => live.readBatch(request),
            readEvent: (...request) => live.readEvent(...request),
            readSealedEvent: (...request) => live.readSealedEvent(...request),
            summarize: request => live.summarize(request),
            readAll: request => live.readAll(request),
            readSequenced: request => live.readSequenced(request),
          },
        });

        const { items, archive } = await reader.readPage({
          search: { include: {}, exclude: {}, order, from: FROM, to: TO },
          scope: { kind: 'everything' },
          limit: 2_000,
          budgetMs: 60_000,
        });

        expect(hasLeft).toBe(true);
        const ids = items.map(({ id }) => id);
        expect(order === 'newest' ? ids.reverse() : ids).toEqual(expected);
        expect(archive?.ids).toHaveLength(expected.length);
      },
    );
  },
);
