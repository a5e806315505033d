// SPDX-License-Identifier: Apache-2.0
import {
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { stopTestLedgers, testLedger } from '../__testUtils__/testLedger';
import { ACCESS_TABLES } from './accessTables';
import { ARCHIVE_TABLES } from './archiveTables';
import { dialectOf } from './dialect';
import { INGESTION_TABLES } from './ingestionTables';
import { migrateDatabase } from './migrateDatabase';
import { REGISTRY_TABLES } from './registryTables';
import { SEALING_TABLES } from './sealingTables';
import { TABLES } from './tables';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const directory = resolvePackagePath(
  'backstage-plugin-audit-log-backend',
  'migrations',
);
/** They are about the whole ledger, and small beside it: on Citus they stay whole, on every node. */
const WHOLE_TABLES: readonly string[] = [
  TABLES.ledger,
  TABLES.secrets,
  ...Object.values(SEALING_TABLES),
  ...Object.values(ARCHIVE_TABLES),
];
const ON: Readonly<Partial<Record<TestDatabaseId, string>>> = {
  SQLITE_3: `SELECT m.name AS tbl, l.name AS key, group_concat(c.name) AS columns
     FROM sqlite_master m, pragma_index_list(m.name) l, pragma_index_info(l.name) c
     WHERE m.type = 'table' AND (m.name LIKE 'audit_%' OR m.name LIKE 'ingestion_%') AND l."unique" GROUP BY m.name, l.name`,
  POSTGRES_18: `SELECT t.relname AS tbl, k.relname AS key, string_agg(a.attname, ',') AS columns
     FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class k ON k.oid = i.indexrelid
     JOIN pg_attribute a ON a.attrelid = k.oid
     WHERE i.indisunique AND (t.relname LIKE 'audit_%' OR t.relname LIKE 'ingestion_%') GROUP BY t.relname, k.relname`,
};

describe.each(databases.eachSupportedId())('Schema on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  afterEach(stopTestLedgers);

  it('goes down with events in it, and up again', async () => {
    const before = await testLedger(knex);
    await before.sink.append([
      auditEvent(),
      auditEvent({ targets: [{ ref: 'a:b/1' }, { ref: 'a:b/2' }] }),
    ]);
    await before.stop();

    await knex.migrate.rollback({ directory }, true);
    for (const table of [
      ...Object.values(TABLES),
      ...Object.values(ACCESS_TABLES),
      ...Object.values(INGESTION_TABLES),
      ...Object.values(REGISTRY_TABLES),
      ...Object.values(SEALING_TABLES),
      ...Object.values(ARCHIVE_TABLES),
    ]) {
      expect(await knex.schema.hasTable(table)).toBe(false);
    }

    const after = await testLedger(knex);
    await after.sink.append([auditEvent()]);
    expect(await knex(TABLES.events).select('stream', 'position')).toEqual([
      { stream: 0, position: 0 },
    ]);
  });

  it('has the stream in every unique key of the tables that grow with the events', async () => {
    await migrateDatabase(knex, dialectOf(knex));

    const answer = await knex.raw(ON[databaseId]!);
    const keys: { tbl: string; columns: string }[] = answer.rows ?? answer;
    const growing = keys.filter(
      ({ tbl }) =>
        tbl.startsWith('audit_') &&
        !WHOLE_TABLES.includes(tbl) &&
        !tbl.startsWith(`${TABLES.search}_`),
    );

    for (const table of [
      TABLES.events,
      TABLES.refs,
      TABLES.batches,
      TABLES.rollups,
    ]) {
      expect(growing.map(({ tbl }) => tbl)).toContain(table);
    }
    for (const { tbl, columns } of growing) {
      expect({ tbl, columns: columns.split(',') }).toEqual({
        tbl,
        columns: expect.arrayContaining(['stream']),
      });
    }
  });

  it('has one unique key of one column in the tables of reported events, by which they can be distributed', async () => {
    await migrateDatabase(knex, dialectOf(knex));

    const answer = await knex.raw(ON[databaseId]!);
    const keys: { tbl: string; columns: string }[] = answer.rows ?? answer;
    expect(
      keys
        .filter(({ tbl }) => tbl.startsWith('ingestion_'))
        .map(({ tbl, columns }) => [tbl, columns])
        .sort(),
    ).toEqual([
      [INGESTION_TABLES.quarantine, 'id'],
      [INGESTION_TABLES.received, 'received_key'],
    ]);
  });
});
