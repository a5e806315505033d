// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { stopTestLedgers } from '../__testUtils__/testLedger';
import { randomEvents } from '../query/__testUtils__/randomEvents';
import { seededRandom } from '../query/__testUtils__/seededRandom';
import { sealedLedger } from './__testUtils__/sealedLedger';
import { verifyAll } from './__testUtils__/verifyAll';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('Verification on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  afterEach(stopTestLedgers);

  it('finds nothing in a ledger of two thousand events of every kind', async () => {
    const { append, keys } = await sealedLedger(knex);
    const events = randomEvents(seededRandom(5), 2_000);
    await append(
      events.slice(0, 3),
      events.slice(3, 300),
      events.slice(300, 301),
      events.slice(301),
    );

    expect(await verifyAll(knex, keys)).toEqual({
      verified: 2_000,
      erased: 0,
      recordedUntil: expect.any(Number),
      findings: [],
      count: 0,
    });
    for (const part of [
      { from: 0, to: 2 },
      { from: 300, to: 301 },
      { from: 255, to: 257 },
      { from: 1_999, to: 2_000 },
    ]) {
      expect(await verifyAll(knex, keys, part)).toMatchObject({ findings: [] });
    }
  });

  it('passes over an empty ledger', async () => {
    const { keys } = await sealedLedger(knex);
    expect(await verifyAll(knex, keys)).toMatchObject({ count: 0 });
  });
});
