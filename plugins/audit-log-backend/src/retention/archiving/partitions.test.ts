// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { eventually } from '../../__testUtils__/eventually';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { watchStandstill } from '../../__testUtils__/watchStandstill';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import { SEALING_TABLES } from '../../database/sealingTables';
import { TABLES } from '../../database/tables';
import { Partitions } from '../../ledger/Partitions';
import { DatabaseEventReader } from '../../query/DatabaseEventReader';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectWhole,
} from './__testUtils__/agingLedger';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const NOW = '2026-02-01T00:00:00Z';
/** What a page may take, see DatabaseEventReader. */
const PAGE_MS = 1_800;
const DROP = /^DROP TABLE/;

describe('Leaving the live table on PostgreSQL', () => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init('POSTGRES_18');
  });

  afterEach(async () => {
    await closeAgingLedgers();
    await stopTestLedgers();
  });

  /** Does something again and again, and tells how often that was, and how long it took at worst. */
  const worstOf = (work: () => Promise<unknown>) => {
    let isOver = false;
    let times = 0;
    const measured = (async () => {
      let worst = 0;
      while (!isOver) {
        const began = performance.now();
        await work();
        worst = Math.max(worst, performance.now() - began);
        times++;
        await sleep(2);
      }
      return worst;
    })();
    return {
      times: () => times,
      end: async () => {
        isOver = true;
        return measured;
      },
    };
  };

  /** What transactions that drop tables say to the database, each from its beginning on, and how often it refused to drop. */
  const watchDrops = () => {
    const said = new Map<string, string[]>();
    let refused = 0;
    knex.on('query', ({ sql, __knexTxId: id }) => {
      said.set(id, [...(said.get(id) ?? []), sql]);
    });
    knex.on('query-error', (_, { sql }) => {
      refused += DROP.test(sql) ? 1 : 0;
    });
    return {
      refused: () => refused,
      transactions: () =>
        [...said]
          .filter(([id, all]) => id && all.some(sql => DROP.test(sql)))
          .map(([, all]) => all),
    };
  };

  it('holds up nobody who reads or appends for longer than a page takes, though others read for long', async () => {
    const aging = await agingLedger(knex, {
      partitions: ['2025-01-15', '2026-01-15'],
    });
    for (let batch = 0; batch < 20; batch++) {
      await aging.append(
        eventsFrom(
          `2025-01-${String(batch + 1).padStart(2, '0')}T10:00:00Z`,
          500,
        ),
      );
    }
    const reader = await DatabaseEventReader.create({
      database: mockServices.database({ knex }),
    });
    const drops = watchDrops();
    const standstill = watchStandstill();
    const reading = worstOf(() =>
      reader.readPage({
        search: {
          include: {},
          exclude: {},
          order: 'newest',
          from: 0,
          to: Date.parse('2030-01-01'),
        },
        scope: { kind: 'everything' },
        limit: 50,
      }),
    );
    const appended: ReturnType<typeof auditEvent>[] = [];
    const appending = worstOf(async () => {
      const event = auditEvent();
      await aging.ledger.sink.append([event]);
      appended.push(event);
    });
    // A report that goes on and on keeps the table from being changed.
    const report = await knex.transaction();
    await report(TABLES.events).first('id');

    const running = aging.run({ now: NOW });
    await eventually(
      async () => drops.refused(),
      refused => refused > 0,
    );
    const before = [reading.times(), appending.times()];
    await eventually(
      async () => [reading.times(), appending.times()],
      times => times.every((some, index) => some > before[index] + 5),
    );
    await report.rollback();
    const result = await running;

    const worst = [await reading.end(), await appending.end()];
    expect(Math.max(...worst)).toBeLessThan(PAGE_MS + standstill());
    expect(result).toMatchObject({
      archived: [{ events: 10_000 }],
      waiting: [],
    });
    expect(await knex.schema.hasTable(`${TABLES.events}_2025_01`)).toBe(false);
    // Whoever comes meanwhile waits behind who wants to drop: for as long as that one waits, and for nothing else.
    const transactions = drops.transactions();
    for (const said of transactions) {
      const [, waits] = /lock_timeout = (\d+)$/.exec(
        said[said.findIndex(sql => DROP.test(sql)) - 2],
      )!;
      expect(Number(waits)).toBeLessThan(PAGE_MS);
    }
    expect(transactions.at(-1)!.slice(-2)).toEqual([
      expect.stringMatching(DROP),
      expect.stringMatching(/^COMMIT/),
    ]);
    process.stdout.write(
      `Worst wait while a partition was dropped: ${Math.round(
        worst[0],
      )} ms to read, ${Math.round(worst[1])} ms to append\n`,
    );
    await aging.seal();
    await expectWhole(aging, [...aging.appended, ...appended]);
  });

  it('goes on when another has had what erasures are kept in for longer than it is waited for', async () => {
    const aging = await agingLedger(knex, { partitions: ['2025-01-15'] });
    await aging.append(eventsFrom('2025-01-03T10:00:00Z', 10));
    let refused = 0;
    knex.on('query-error', (_, { sql }) => {
      refused += sql.startsWith('LOCK TABLE') ? 1 : 0;
    });
    const whileOthersHaveIt = async <T>(work: () => Promise<T>): Promise<T> => {
      refused = 0;
      const other = await knex.transaction();
      await other(SEALING_TABLES.erasures).whereRaw('FALSE').delete();
      const working = work();
      await eventually(
        async () => refused,
        times => times > 0,
      );
      await other.rollback();
      return working;
    };

    const result = await whileOthersHaveIt(() => aging.run({ now: NOW }));
    expect(result).toMatchObject({ archived: [{ events: 10 }], waiting: [] });
    const [id] = await knex(ARCHIVE_TABLES.files).pluck('id');
    await whileOthersHaveIt(() =>
      aging.work.restore(id, {
        until: Date.parse('2026-03-01T00:00:00Z'),
        restoredBy: 'user:default/jane',
        signal: new AbortController().signal,
        progress: () => {},
      }),
    );
    expect(await aging.liveIds()).toHaveLength(10);
  });

  it('takes events out of the default partition one by one', async () => {
    const aging = await agingLedger(knex);
    await aging.append(eventsFrom('2025-01-03T10:00:00Z', 1_200));
    expect(await knex(`${TABLES.events}_default`).count({ n: '*' })).toEqual([
      { n: '1200' },
    ]);

    expect((await aging.run({ now: NOW })).archived).toHaveLength(1);

    await expectWhole(aging);
    const later = Partitions.create({ knex, logger: aging.logger });
    await later.maintain(new Date('2025-01-15'));
    expect(aging.logger.warn).not.toHaveBeenCalled();
  });

  it('drops the partition of a day where a period is one', async () => {
    const days = ['2025-01-15', '2025-01-16', '2025-01-17'];
    const aging = await agingLedger(knex, { period: 'day', partitions: days });
    await aging.append(...days.map(day => eventsFrom(`${day}T10:00:00Z`, 300)));
    const partition = (day: string) =>
      `${TABLES.events}_${day.replaceAll('-', '_')}`;
    expect(await knex(partition(days[1])).count({ n: '*' })).toEqual([
      { n: '300' },
    ]);

    const result = await aging.run({ now: '2026-01-17T12:00:00Z' });

    expect(result.archived).toEqual(
      ['2025-01-15', '2025-01-16'].map(day => ({
        file: `events/year=2025/month=01/${day}.default.1.parquet`,
        events: 300,
      })),
    );
    expect(await knex.schema.hasTable(partition(days[1]))).toBe(false);
    expect(await knex.schema.hasTable(partition(days[2]))).toBe(true);
    await expectWhole(aging);
  });

  it('empties the partition of a month day by day, and drops it with the last', async () => {
    const aging = await agingLedger(knex, { period: 'day' });
    await Partitions.create({ knex, logger: aging.logger }).createPeriods(
      new Date('2025-01-15'),
      new Date('2025-01-15'),
    );
    await aging.append(
      eventsFrom('2025-01-03T10:00:00Z', 300),
      eventsFrom('2025-01-04T10:00:00Z', 300),
    );

    expect((await aging.run({ now: NOW })).archived).toHaveLength(2);

    expect(await aging.liveIds()).toEqual([]);
    await expectWhole(aging);
  });
});
