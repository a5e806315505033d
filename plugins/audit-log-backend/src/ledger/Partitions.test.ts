// SPDX-License-Identifier: Apache-2.0
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../__testUtils__/testLedger';
import { POSTGRES } from '../database/postgres';
import { migrateDatabase } from '../database/migrateDatabase';
import { TABLES } from '../database/tables';
import { Partitions } from './Partitions';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe('Partitions on PostgreSQL', () => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init('POSTGRES_18');
  });

  afterEach(stopTestLedgers);

  const partitionsOf = async (table: string): Promise<string[]> => {
    const { rows } = await knex.raw(
      'SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = ?::regclass ORDER BY 1',
      [table],
    );
    return rows.map((row: { name: string }) => row.name);
  };

  it('are there for the month before, this one, and three ahead', async () => {
    await migrateDatabase(knex, POSTGRES);
    const logger = mockServices.logger.mock();

    await Partitions.create({ knex, logger }).maintain(
      new Date('2026-11-30T23:59:59.999Z'),
    );

    for (const table of [TABLES.events, TABLES.refs]) {
      expect(await partitionsOf(table)).toEqual([
        `${table}_2026_10`,
        `${table}_2026_11`,
        `${table}_2026_12`,
        `${table}_2027_01`,
        `${table}_2027_02`,
        `${table}_default`,
      ]);
    }
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('hold the events of their month by UTC', async () => {
    const ledger = await testLedger(knex);
    const logger = mockServices.logger.mock();
    await Partitions.create({ knex, logger }).maintain(new Date('2026-03-15'));

    await ledger.sink.append(
      ['2026-02-28T23:59:59.999Z', '2026-03-01T00:00:00.000Z'].map(time =>
        auditEvent({ id: uuidAt(Date.parse(time)) }),
      ),
    );

    const rows = await knex(TABLES.events)
      .select(knex.raw('tableoid::regclass::text AS name'))
      .orderBy('recorded_at');
    expect(rows.map(row => row.name)).toEqual([
      'audit_events_2026_02',
      'audit_events_2026_03',
    ]);
  });

  it('may be made by many at once', async () => {
    await migrateDatabase(knex, POSTGRES);
    const logger = mockServices.logger.mock();

    await Promise.all(
      Array.from({ length: 10 }, () =>
        Partitions.create({ knex, logger }).maintain(new Date('2026-11-15')),
      ),
    );

    expect(await partitionsOf(TABLES.events)).toHaveLength(6);
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('that cannot be made, for the default one has events of theirs, are told of and stop nothing', async () => {
    const before = await testLedger(knex);
    const longAgo = auditEvent({ id: uuidAt(Date.parse('2001-06-15')) });
    await before.sink.append([longAgo]);
    const logger = mockServices.logger.mock();

    await Partitions.create({ knex, logger }).maintain(new Date('2001-06-20'));
    await before.sink.append([
      auditEvent({ id: uuidAt(Date.parse('2001-06-21')) }),
    ]);

    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('audit_events for 2001-06'),
      expect.anything(),
    );
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('There are events in audit_events_default'),
    );
    expect(await partitionsOf(TABLES.events)).toContain('audit_events_2001_07');
    expect(await knex('audit_events_default').count({ n: '*' })).toEqual([
      { n: '2' },
    ]);
  });
});
