// SPDX-License-Identifier: Apache-2.0
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../__testUtils__/auditEvent';
import { testLedger } from '../__testUtils__/testLedger';
import { dialectOf } from './dialect';
import { migrateDatabase } from './migrateDatabase';
import { TABLES } from './tables';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

const directory = resolvePackagePath(
  'backstage-plugin-audit-log-backend',
  'migrations',
);
const SLIM_FEED = { directory, name: '20261130000000_slim_feed_index.js' };
const ARCHIVED_ERASURES = {
  directory,
  name: '20261130120000_erase_archived_events.js',
};

/** By which columns the events are found in the order of time alone, in whatever partition or table they are. */
async function columnsByTime(knex: Knex): Promise<readonly string[]> {
  if (dialectOf(knex).engine === 'sqlite') {
    const columns = await knex.raw(
      `SELECT group_concat(name, ', ') AS columns FROM pragma_index_info('audit_events_feed')`,
    );
    return [columns[0].columns];
  }
  const { rows } = await knex.raw(
    `SELECT DISTINCT substring(indexdef from '\\((.*)\\)') AS columns FROM pg_indexes
     WHERE tablename LIKE 'audit_events%' AND indexdef LIKE '%USING btree (occurred_at%'`,
  );
  return rows.map(({ columns }: { columns: string }) => columns);
}

/** What is said of all indexes over words, in whatever partition, those included that are created after the migration. */
async function pendingLimits(knex: Knex): Promise<readonly unknown[]> {
  if (dialectOf(knex).engine === 'sqlite') {
    return [];
  }
  const { rows } = await knex.raw(
    `SELECT DISTINCT reloptions FROM pg_class c JOIN pg_am a ON a.oid = c.relam
     WHERE a.amname = 'gin' AND c.relkind = 'i' AND c.relname LIKE 'audit_events%'`,
  );
  return rows.map(({ reloptions }: { reloptions: unknown }) => reloptions);
}

const LIMITED = { sqlite: [], postgres: [['gin_pending_list_limit=1024']] };
const UNLIMITED = { sqlite: [], postgres: [null] };

describe.each(databases.eachSupportedId())(
  'migrateDatabase on %s',
  databaseId => {
    it('is not kept out by the lock of a process that was killed at it', async () => {
      const knex = await databases.init(databaseId);
      const dialect = dialectOf(knex);
      await migrateDatabase(knex, dialect);
      await knex('knex_migrations_lock').update({ is_locked: 1 });
      await migrateDatabase(knex, dialect);
      expect(await knex('knex_migrations_lock').select('is_locked')).toEqual([
        { is_locked: 0 },
      ]);
    });

    it('makes indexes smaller where that will do, and as they were again', async () => {
      const knex = await databases.init(databaseId);
      const dialect = dialectOf(knex);
      const whole = ['occurred_at, id'];
      const slim = dialect.engine === 'postgres' ? ['occurred_at'] : whole;
      const ledger = await testLedger(knex);
      await ledger.sink.append([auditEvent()]);
      await ledger.stop();
      expect(await columnsByTime(knex)).toEqual(slim);
      expect(await pendingLimits(knex)).toEqual(LIMITED[dialect.engine]);
      await knex.migrate.down(SLIM_FEED);
      expect(await columnsByTime(knex)).toEqual(whole);
      expect(await pendingLimits(knex)).toEqual(UNLIMITED[dialect.engine]);
      await knex.migrate.up(SLIM_FEED);
      expect(await columnsByTime(knex)).toEqual(slim);
      expect(await pendingLimits(knex)).toEqual(LIMITED[dialect.engine]);
    });

    it('takes erasures that were done for done with the live table', async () => {
      const knex = await databases.init(databaseId);
      const dialect = dialectOf(knex);
      await migrateDatabase(knex, dialect);
      await knex.migrate.down(ARCHIVED_ERASURES);
      const erasure = {
        person: null,
        reason: 'Ticket 7',
        started_at: dialect.writeTime(1_000),
        started_by: 'user:default/boss',
        events: 3,
        position: null,
        beat_at: dialect.writeTime(2_000),
      };
      await knex('audit_erasures').insert([
        { ...erasure, id: uuidAt(1), ended_at: dialect.writeTime(2_000) },
        { ...erasure, id: uuidAt(2), ended_at: null },
      ]);
      await knex.migrate.up(ARCHIVED_ERASURES);
      const rows = await knex('audit_erasures').orderBy('id').select();
      const none = dialect.engine === 'postgres' ? '0' : 0;
      expect(rows).toEqual([
        expect.objectContaining({
          live_ended_at: rows[0].ended_at,
          files_ended_at: rows[0].ended_at,
          archived_events: none,
          waiting: null,
        }),
        expect.objectContaining({ live_ended_at: null, files_ended_at: null }),
      ]);
      expect(dialect.readTime(rows[0].live_ended_at)).toBe(2_000);
      await knex.migrate.down(ARCHIVED_ERASURES);
      expect(await knex('audit_erasures').pluck('id')).toHaveLength(2);
      await knex.migrate.up(ARCHIVED_ERASURES);
    });

    it('leaves nothing behind when it fails halfway', async () => {
      const knex = await databases.init(databaseId);
      const dialect = dialectOf(knex);
      // In the way of a table that is made late.
      await knex.schema.createTable(TABLES.rollups, table => table.text('x'));
      await expect(migrateDatabase(knex, dialect)).rejects.toThrow(/exists/);
      expect(await knex.schema.hasTable(TABLES.ledger)).toBe(false);
      await knex.schema.dropTable(TABLES.rollups);
      await migrateDatabase(knex, dialect);
      expect(await knex(TABLES.ledger).count({ rows: '*' })).toEqual([
        { rows: expect.anything() },
      ]);
    });
  },
);
