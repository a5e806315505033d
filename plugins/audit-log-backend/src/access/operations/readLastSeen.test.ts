// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { TABLES } from '../../database/tables';
import { lastSeenQuery, readLastSeen } from './readLastSeen';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const NOW = Date.now();
const MONTH_MS = 31 * 24 * 60 * 60_000;

describe.each(databases.eachSupportedId())('last seen on %s', id => {
  let knex: Knex;

  beforeAll(async () => {
    knex = await databases.init(id);
    const ledger = await testLedger(knex);
    await ledger.sink.append(
      Array.from({ length: 5_000 }, (_, index) =>
        auditEvent({
          id: uuidAt(NOW - index * 1_000),
          actor: { type: 'user', ref: `user:default/p${index % 500}` },
        }),
      ),
    );
    await ledger.sink.append([
      // Recorded later than what they did last.
      auditEvent({
        id: uuidAt(NOW),
        occurredAt: new Date(NOW - 3 * MONTH_MS).toISOString(),
        actor: { type: 'user', ref: 'user:default/late' },
      }),
      auditEvent({ id: uuidAt(NOW), actor: { type: 'anonymous' } }),
    ]);
    if (id === 'POSTGRES_18') {
      await knex.raw(`ANALYZE ${TABLES.events}`);
    }
  });
  afterAll(stopTestLedgers);

  it('is the time of the newest event of each', async () => {
    const seen = await readLastSeen(knex, dialectOf(knex), [
      'user:default/p7',
      'user:default/p499',
      'user:default/late',
      `user:default/'; DROP TABLE ${TABLES.events}`,
      'user:default/nobody',
    ]);
    expect(new Map(seen)).toEqual(
      new Map([
        ['user:default/p7', NOW - 7_000],
        ['user:default/p499', NOW - 499_000],
        ['user:default/late', NOW - 3 * MONTH_MS],
      ]),
    );
    expect(await readLastSeen(knex, dialectOf(knex), [])).toEqual(new Map());
  });

  it('is looked up in the index by actor, and never by reading on', async () => {
    const refs = Array.from({ length: 200 }, (_, i) => `user:default/p${i}`);
    const { text, bindings } = lastSeenQuery(dialectOf(knex), refs);
    const explain = id === 'POSTGRES_18' ? 'EXPLAIN' : 'EXPLAIN QUERY PLAN';
    const plan: any = await knex.raw(
      `${explain} ${text}`,
      bindings as Knex.RawBinding[],
    );
    const lines: string[] = (plan.rows ?? plan).map(
      (row: any) => row['QUERY PLAN'] ?? row.detail,
    );
    // PostgreSQL says on the line below by what it looks into an index.
    const reads = lines.flatMap((line, at) =>
      /on audit_events|SEARCH e|SCAN e\b/.test(line)
        ? [id === 'POSTGRES_18' ? lines[at + 1] : line]
        : [],
    );
    expect(reads.length).toBeGreaterThan(0);
    for (const line of reads) {
      expect(line).toMatch(
        id === 'POSTGRES_18' ? /Index Cond: .*actor/ : /actor>\?/,
      );
    }
    expect(lines.join('\n')).not.toMatch(/Sort {2}\(|TEMP B-TREE/);
  });
});
