// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { compilePolicy } from '../policy/compilePolicy';
import type { RetentionPolicy } from '../policy/RetentionPolicy';
import { POLICY } from './__testUtils__/workOf';
import { dueFiles } from './steps/dueFiles';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('What is due on %s', databaseId => {
  let knex: Knex;
  let append: (
    time: string,
    given?: Parameters<typeof auditEvent>[0],
  ) => Promise<void>;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    const ledger = await testLedger(knex);
    append = (time, given = {}) =>
      ledger.sink.append([
        auditEvent({ id: uuidAt(Date.parse(time)), ...given }),
      ]);
  });

  afterEach(stopTestLedgers);

  const dueAt = async (
    now: string,
    policy: Partial<RetentionPolicy> = {},
    length: 'month' | 'day' = 'month',
  ) => {
    const due: string[] = [];
    const found = dueFiles(
      { knex, dialect: dialectOf(knex) },
      compilePolicy({ ...POLICY, ...policy }),
      { length, now: Date.parse(now), signal: new AbortController().signal },
    );
    for await (const { period, class: name } of found) {
      due.push(`${period.name} ${name}`);
    }
    return due;
  };

  it('is what was recorded in a month of which the last event is old enough, by UTC', async () => {
    await append('2023-12-31T23:59:59.999Z');
    await append('2024-01-01T00:00:00.000Z');
    await append('2024-02-29T23:59:59.999Z');
    await append('2024-03-01T00:00:00.000Z');
    expect(await dueAt('2024-12-31T23:59:59.999Z')).toEqual([]);
    expect(await dueAt('2025-01-01T00:00:00.000Z')).toEqual([
      '2023-12 default',
    ]);
    expect(await dueAt('2025-02-28T23:59:59.999Z')).toEqual([
      '2023-12 default',
      '2024-01 default',
    ]);
    // The leap day is in a month that ends with it.
    expect(await dueAt('2025-03-01T00:00:00.000Z')).toEqual([
      '2023-12 default',
      '2024-01 default',
      '2024-02 default',
    ]);
  });

  it('is nothing before journals have had a week to bring it', async () => {
    await append('2024-01-31T12:00:00Z');
    expect(await dueAt('2024-02-07T23:59:59Z', { live: 'P1D' })).toEqual([]);
    expect(await dueAt('2024-02-08T00:00:00Z', { live: 'P1D' })).toEqual([
      '2024-01 default',
    ]);
    expect(await dueAt('2024-02-08T00:00:00Z', { live: 'P1D' }, 'day')).toEqual(
      ['2024-01-31 default'],
    );
  });

  it('is each class of a month that there is an event of', async () => {
    const rules = [
      { name: 'short', action: ['auth.*'], live: 'P1M' },
      { name: 'none', action: ['nothing.*'], live: 'P1M' },
      { name: 'long', category: ['Access'], live: 'P5Y' },
    ];
    await append('2024-01-10T12:00:00Z', { action: 'auth.sign-in' });
    await append('2024-01-10T12:00:00Z', { category: 'Access' });
    await append('2024-01-10T12:00:00Z');
    await append('2024-02-01T00:00:01Z', {
      action: 'auth.sign-in',
      occurredAt: '2024-01-31T23:59:59Z',
    });
    expect(await dueAt('2024-03-01T00:00:00Z', { rules })).toEqual([
      '2024-01 short',
    ]);
    expect(await dueAt('2025-02-01T00:00:00Z', { rules })).toEqual([
      '2024-01 short',
      '2024-01 default',
      '2024-02 short',
    ]);
    expect(await dueAt('2029-02-01T00:00:00Z', { rules })).toEqual([
      '2024-01 short',
      '2024-01 long',
      '2024-01 default',
      '2024-02 short',
    ]);
  });

  it('is also what occurred long before it was recorded', async () => {
    await append('2024-01-10T12:00:00Z', {
      occurredAt: '2019-01-01T00:00:00Z',
    });
    expect(await dueAt('2025-02-01T00:00:00Z')).toEqual(['2024-01 default']);
  });
});
