// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { sequenceBatches } from '../../database/operations/sequenceBatches';
import { TABLES } from '../../database/tables';
import { readUnsealed } from './readUnsealed';
import { sealRows } from './sealRows';

const EVENTS = 400;
const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('sealRows', () => {
  afterEach(stopTestLedgers);

  it('looks each event up by its whole key, for others wait while SQLite works', async () => {
    const knex = await databases.init('SQLITE_3');
    const dialect = dialectOf(knex);
    const ledger = await testLedger(knex);
    await ledger.sink.append(
      Array.from({ length: EVENTS }, () => auditEvent()),
    );
    await sequenceBatches(knex, dialect);

    const updates: { sql: string; bindings: readonly Knex.RawBinding[] }[] = [];
    knex.on('query', query => {
      if (query.sql.startsWith(`UPDATE ${TABLES.events}`)) {
        updates.push(query);
      }
    });
    await knex.transaction(async transaction => {
      const { batches } = await readUnsealed(transaction, 0);
      for (const batch of batches) {
        await sealRows(transaction, dialect, batch, { personalOf: () => [] });
      }
    });
    const sealed = await knex(TABLES.events).whereLike('details', '{"seal":%');
    expect(sealed).toHaveLength(EVENTS);

    expect(updates.length).toBeGreaterThan(0);
    for (const { sql, bindings } of updates) {
      const plan: { detail: string }[] = await knex.raw(
        `EXPLAIN QUERY PLAN ${sql}`,
        bindings,
      );
      expect(plan.map(({ detail }) => detail)).toContainEqual(
        expect.stringMatching(
          /^SEARCH e .*\(stream=\? AND recorded_at=\? AND id=\?\)$/,
        ),
      );
    }
  });
});
