// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { createTestCatalog } from '../__testUtils__/testCatalog';
import { findDifferent } from './operations/findDifferent';
import { findGone } from './operations/findGone';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const PLANS: Record<string, { differentPlan: RegExp; gonePlan: RegExp }> = {
  SQLITE_3: {
    differentPlan:
      /SCAN final[^]*SEARCH known USING COVERING INDEX audit_log_entities_seen \(uid=\? AND hash=\?/,
    gonePlan:
      /SCAN known[^]*SEARCH final USING COVERING INDEX \S+ \(entity_id=\?\)/,
  },
  POSTGRES_18: {
    differentPlan: /Hash (Right )?Anti Join/,
    gonePlan: /(Hash (Right )?|Merge )Anti Join/,
  },
};

/** The plan of the statement that `ask` makes, as text. */
async function planOf(knex: Knex, ask: () => Promise<unknown>) {
  const statements: { sql: string; bindings: readonly unknown[] }[] = [];
  const note = (statement: (typeof statements)[number]) =>
    statements.push(statement);
  knex.on('query', note);
  await ask();
  knex.removeListener('query', note);
  const [{ sql, bindings }] = statements;
  const isSqlite = knex.client.config.client.includes('sqlite');
  const plain = isSqlite ? sql : sql.replace(/\$\d+/g, '?');
  const answer = await knex.raw(
    `${isSqlite ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN'} ${plain}`,
    bindings as any,
  );
  const rows: Record<string, string>[] = isSqlite ? answer : answer.rows;
  return rows.map(row => row.detail ?? row['QUERY PLAN']).join('\n');
}

describe.each(databases.eachSupportedId())('plans on %s', databaseId => {
  it('join what there is with what is known once, and look nothing up twice', async () => {
    const knex = await databases.init(databaseId);
    await createTestCatalog(knex);
    const isSqlite = databaseId === 'SQLITE_3';
    const range = isSqlite
      ? '(WITH RECURSIVE n(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 20000) SELECT value FROM n)'
      : '(SELECT generate_series(1, 20000) AS value)';
    const content = JSON.stringify({ text: 'x'.repeat(1_000) });
    await knex.raw(
      `INSERT INTO refresh_state (entity_id, entity_ref, unprocessed_entity, errors, next_update_at, last_discovery_at)
       SELECT 'uid-' || value, 'component:default/many-' || value, '{}', '', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP FROM ${range} AS n`,
    );
    await knex.raw(
      `INSERT INTO final_entities (entity_id, entity_ref, hash, final_entity)
       SELECT 'uid-' || value, 'component:default/many-' || value, 'hash', ? FROM ${range} AS n`,
      [content],
    );
    await knex.raw(
      `INSERT INTO audit_log_entities (entity_ref, uid, hash, kind, is_orphan)
       SELECT 'component:default/many-' || value, 'uid-' || value, 'hash', 'Component', false FROM ${range} AS n`,
    );
    if (!isSqlite) {
      await knex.raw('VACUUM ANALYZE final_entities, audit_log_entities');
    }
    const different = await planOf(knex, () => findDifferent(knex, 500));
    const gone = await planOf(knex, () => findGone(knex, 500));
    const { differentPlan, gonePlan } = PLANS[databaseId];
    expect(different).toMatch(differentPlan);
    expect(gone).toMatch(gonePlan);
    expect(different + gone).not.toMatch(/Nested Loop/);
  });
});
