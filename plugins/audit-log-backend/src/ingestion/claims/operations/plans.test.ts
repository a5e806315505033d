// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { uuidv7 } from 'uuidv7';
import { type Dialect, dialectOf } from '../../../database/dialect';
import { INGESTION_TABLES } from '../../../database/ingestionTables';
import { migrateDatabase } from '../../../database/migrateDatabase';
import { receivedKey } from '../receivedKey';
import type { Claim } from './claimRows';
import { confirmClaims } from './confirmClaims';
import { findReceived } from './findReceived';
import { insertClaims } from './insertClaims';
import { releaseClaims } from './releaseClaims';
import { takeOverClaims } from './takeOverClaims';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
/** As good as a million to those who plan, and stored in seconds. */
const MANY = 200_000;

jest.setTimeout(240_000);

const FILL = {
  postgres: `INSERT INTO ${INGESTION_TABLES.received} (received_key, event_id, claimed_at, confirmed_at)
    SELECT encode(sha256(n::text::bytea), 'base64'), gen_random_uuid(), now(), now() FROM generate_series(1, ${MANY}) AS n`,
  sqlite: `INSERT INTO ${INGESTION_TABLES.received} (received_key, event_id, claimed_at, confirmed_at)
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${MANY})
    SELECT hex(randomblob(32)), hex(randomblob(16)), 1, 1 FROM numbers`,
};

/** Does something, and gives the plans of the statements that it ran. */
async function plansOf(
  knex: Knex,
  dialect: Dialect,
  work: () => Promise<unknown>,
): Promise<string> {
  const run: { sql: string; bindings: readonly Knex.RawBinding[] }[] = [];
  const note = (query: (typeof run)[number]) => run.push(query);
  knex.on('query', note);
  await work();
  knex.off('query', note);

  const plans: string[] = [];
  for (const { sql, bindings } of run) {
    // As the statement came, with the placeholders of the driver.
    const plan = dialect.engine === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
    const connection = await knex.client.acquireConnection();
    try {
      const query = { sql: `${plan} ${sql}`, bindings };
      const { response } = await knex.client.query(connection, query);
      plans.push(JSON.stringify(response.rows ?? response));
    } finally {
      await knex.client.releaseConnection(connection);
    }
  }
  return plans.join('\n');
}

describe.each(databases.eachSupportedId())(
  'many received ids on %s',
  databaseId => {
    let knex: Knex;
    let dialect: Dialect;

    beforeAll(async () => {
      knex = await databases.init(databaseId);
      dialect = dialectOf(knex);
      await migrateDatabase(knex, dialect);
      await knex.raw(FILL[dialect.engine]);
      await knex.raw('ANALYZE');
    });

    const claims: readonly Claim[] = Array.from({ length: 1_000 }, (_, n) => ({
      key: receivedKey({ origin: 'external:ci', id: String(n) }),
      eventId: uuidv7(),
    }));

    it.each<[string, () => Promise<unknown>]>([
      ['insertClaims', () => insertClaims(knex, dialect, claims)],
      [
        'findReceived',
        () =>
          findReceived(
            knex,
            dialect,
            claims.map(({ key }) => key),
          ),
      ],
      ['takeOverClaims', () => takeOverClaims(knex, dialect, claims, 0)],
      ['confirmClaims', () => confirmClaims(knex, dialect, claims)],
      ['releaseClaims', () => releaseClaims(knex, dialect, claims)],
    ])('%s looks at none of the others', async (_, operation) => {
      const plans = await plansOf(knex, dialect, operation);
      expect(plans).toMatch(/json/);
      expect(plans).not.toMatch(/Seq Scan on ingestion_received/);
      expect(plans).not.toMatch(/SCAN (ingestion_received|received)/);
    });
  },
);
