// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { countLive } from './countLive';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('countLive on %s', databaseId => {
  let knex: Knex;

  const append = async (...times: readonly string[]) => {
    const ledger = await testLedger(knex);
    await ledger.sink.append(
      times.map(occurredAt => auditEvent({ occurredAt })),
    );
  };
  const counts = async (length: 'month' | 'day') =>
    (await countLive({ knex, dialect: dialectOf(knex), length })).map(
      ({ period, category, action, events }) => [
        period.name,
        category,
        action,
        events,
      ],
    );

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    await testLedger(knex);
  });

  afterEach(stopTestLedgers);

  it('counts nothing where there is nothing', async () => {
    expect(await counts('month')).toEqual([]);
  });

  it('counts by the months and days of UTC, of all streams together', async () => {
    const last = '2024-02-29T23:59:59.999Z';
    const first = '2024-03-01T00:00:00.000Z';
    await append(last, last, first);
    // Another process, with a stream of its own.
    await append(first);
    const [, category, action] = (await counts('month'))[0];
    expect(await counts('month')).toEqual([
      ['2024-02', category, action, 2],
      ['2024-03', category, action, 2],
    ]);
    expect(await counts('day')).toEqual([
      ['2024-02-29', category, action, 2],
      ['2024-03-01', category, action, 2],
    ]);
  });

  it('is not kept busy by events of times that never were', async () => {
    await append(
      '0001-01-01T00:00:00.000Z',
      '1969-12-31T23:59:59.999Z',
      '2020-05-30T12:00:00.000Z',
    );
    const queries: string[] = [];
    knex.on('query', ({ sql }) => queries.push(sql));
    expect((await counts('month')).map(([name]) => name)).toEqual([
      '0001-01',
      '1969-12',
      '2020-05',
    ]);
    expect(queries.length).toBeLessThan(200);
  });
});
