// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { eventually } from '../../__testUtils__/eventually';
import { storedSequences } from '../../__testUtils__/storedLedger';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import type { ReadEventRow } from '../../database/eventFromRow';
import { EVENT_COLUMNS } from './eventColumns';
import { RowList } from './FoundRows';
import type { QueryContext } from './runBounded';
import { scanBySequence } from './scanBySequence';

jest.setTimeout(180_000);

const EVENTS = 12_000;
const REQUEST = {
  search: {
    include: { address: ['192.0.2.77'] },
    exclude: {},
    order: 'sequence',
  },
  scope: { kind: 'everything' },
  columns: EVENT_COLUMNS,
} as const;

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('scanBySequence on %s', id => {
  let context: QueryContext;

  beforeAll(async () => {
    const knex = await databases.init(id);
    const ledger = await testLedger(knex);
    ledger.start();
    for (let start = 0; start < EVENTS; start += 500) {
      await ledger.sink.append(
        Array.from({ length: 500 }, (_, index) =>
          auditEvent({
            request: {
              address: (start + index) % 1000 === 7 ? '192.0.2.77' : '10.0.0.1',
            },
          }),
        ),
      );
    }
    await eventually(
      () => storedSequences(knex),
      rows => rows.every(({ sequence }) => sequence >= 0),
    );
    context = { knex, dialect: dialectOf(knex) };
    // It would look at the clock, too.
    await stopTestLedgers();
  });

  afterEach(() => jest.restoreAllMocks());

  it('gives what it found when the time is over, and goes on from there', async () => {
    const all = new RowList<ReadEventRow>();
    const whole = await scanBySequence(
      context,
      { ...REQUEST, limit: 100, after: -1 },
      all,
      60_000,
    );
    expect(all.rows).toHaveLength(EVENTS / 1000);
    expect(whole.scannedUntil).toBeUndefined();

    const found: string[] = [];
    let partial = 0;
    let after = -1;
    for (;;) {
      // Each look at the clock finds a thousand seconds gone: there is time for one step.
      const begin = Date.now();
      let looks = 0;
      jest
        .spyOn(Date, 'now')
        .mockImplementation(() => begin + 1_000_000 * looks++);
      const list = new RowList<ReadEventRow>();
      const { seen, scannedUntil } = await scanBySequence(
        context,
        { ...REQUEST, limit: 100, after },
        list,
        1_500_000,
      );
      jest.restoreAllMocks();
      found.push(...list.rows.map(row => row.id));
      if (seen === after) {
        break;
      }
      expect(seen).toBeGreaterThan(after);
      partial += scannedUntil ? 1 : 0;
      after = seen;
    }
    expect(found).toEqual(all.rows.map(row => row.id));
    expect(partial).toBeGreaterThan(1);
    expect(after).toBe(EVENTS - 1);
  });

  it('asks to narrow a search for which there was no time at all', async () => {
    await expect(
      scanBySequence(
        context,
        { ...REQUEST, limit: 1, after: -1 },
        new RowList(),
        0,
      ),
    ).rejects.toThrow(/narrow it/);
  });

  if (id === 'POSTGRES_18') {
    it('stops a statement that takes longer than what is left', async () => {
      const reading = scanBySequence(
        context,
        {
          ...REQUEST,
          columns: `${EVENT_COLUMNS}, pg_sleep(60)::text`,
          limit: 1,
          after: -1,
        },
        new RowList(),
        500,
      );
      await expect(reading).rejects.toThrow(/narrow it/);
    });
  }
});
