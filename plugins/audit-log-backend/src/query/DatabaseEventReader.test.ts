// SPDX-License-Identifier: Apache-2.0
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eventually } from '../__testUtils__/eventually';
import { storedSequences } from '../__testUtils__/storedLedger';
import { stopTestLedgers, testLedger } from '../__testUtils__/testLedger';
import type { Ledger } from '../ledger';
import { readerContract } from './__testUtils__/readerContract';
import { DatabaseEventReader } from './DatabaseEventReader';

jest.setTimeout(180_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('DatabaseEventReader on %s', id => {
  let knex: Knex;
  let ledger: Ledger;
  let reader: DatabaseEventReader;

  beforeAll(async () => {
    knex = await databases.init(id);
    ledger = await testLedger(knex);
    ledger.start();
    reader = await DatabaseEventReader.create({
      database: mockServices.database({ knex }),
      // What it does when there is no time is not what the contract is about.
      budgetMs: 60_000,
    });
  });

  afterAll(stopTestLedgers);

  readerContract(() => ({
    reader,
    append: events => ledger.sink.append(events),
    ordered: async () => {
      await eventually(
        () => storedSequences(knex),
        rows => rows.every(({ sequence }) => sequence >= 0),
      );
    },
  }));
});
