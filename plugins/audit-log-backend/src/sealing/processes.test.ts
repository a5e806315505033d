// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import {
  startLedgerProcess,
  type LedgerProcess,
} from '../__testUtils__/startLedgerProcess';
import { SEALING_TABLES } from '../database/sealingTables';
import { TABLES } from '../database/tables';
import {
  sealedLedger,
  sealingConfig,
  stopSealedLedgers,
} from './__testUtils__/sealedLedger';
import { recomputedRoot } from './__testUtils__/storedTree';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const events = (count: number) =>
  Array.from({ length: count }, () => auditEvent());

describe('A process that is killed while it seals', () => {
  const processes: LedgerProcess[] = [];
  let knex: Knex;
  let database: Knex.Config;

  beforeAll(async () => {
    knex = await databases.init('POSTGRES_18');
    const { connection, client } = knex.client.config;
    // Knex hides the password from being copied along.
    const { password } = connection;
    database = {
      client,
      connection: { ...connection, password },
      pool: { min: 0, max: 2 },
    };
  });

  afterEach(async () => {
    await stopSealedLedgers();
    await Promise.all(processes.splice(0).map(running => running.kill()));
  });

  /** Whether a statement that begins so waits for a lock. */
  const waiting = async (statement: string) => {
    const { rows } = await knex.raw(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE ?`,
      [`${statement}%`],
    );
    return rows.length > 0;
  };

  // What a turn writes, in the order that it does; each table lets nobody write when the process comes to it.
  it.each([
    [
      'the events of an older version',
      TABLES.events,
      'select * from "audit_events"',
    ],
    ['their leaves', TABLES.batches, 'UPDATE "audit_batches"'],
    ['tiles', SEALING_TABLES.tiles, 'INSERT INTO "audit_tiles"'],
    [
      'the checkpoint',
      SEALING_TABLES.checkpoints,
      'INSERT INTO "audit_checkpoints"',
    ],
    ['the size', SEALING_TABLES.tree, 'SELECT "size"'],
  ])(
    'before it has written %s has done nothing',
    async (_, table, statement) => {
      const older = await sealedLedger(knex, { sealing: { enabled: false } });
      await older.sink.append(events(300));
      const { events: size } = await eventually(
        () => older.status.read(),
        status => status.events % 300 === 0 && status.events > status.sealed,
      );
      await older.stop();
      const before = await knex(SEALING_TABLES.tree).first();

      const locking = await knex.transaction();
      await locking.raw(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
      const victim = startLedgerProcess({
        database,
        events: 0,
        name: 'victim',
        config: sealingConfig(),
      });
      processes.push(victim);
      try {
        await eventually(() => waiting(statement), Boolean);
      } finally {
        await victim.kill();
        await locking.rollback();
      }

      await eventually(
        () => waiting(statement),
        isWaiting => !isWaiting,
      );
      expect(await knex(SEALING_TABLES.tree).first()).toEqual(before);
      expect(
        await knex(SEALING_TABLES.checkpoints).where('size', '>', before.size),
      ).toEqual([]);

      const next = await sealedLedger(knex);
      const { root } = await next.sealed(size);
      expect(root).toBe((await recomputedRoot(knex)).toString('base64'));
    },
    180_000,
  );
});
