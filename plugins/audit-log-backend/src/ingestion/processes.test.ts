// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  type LedgerProcess,
  startLedgerProcess,
} from '../__testUtils__/startLedgerProcess';
import { INGESTION_TABLES } from '../database/ingestionTables';
import { TABLES } from '../database/tables';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const PROGRAM = join(__dirname, '__testUtils__/ingestionProcess.ts');
const EVENTS = 3_000;
const processes: LedgerProcess[] = [];

afterEach(async () => {
  await Promise.all(processes.splice(0).map(running => running.kill()));
});

describe('processes that receive the same events', () => {
  it('record each once, though one after the other is killed', async () => {
    const knex = await databases.init('POSTGRES_18');
    const { connection, client } = knex.client.config;
    // Knex hides the password from being copied along.
    const { password } = connection;
    const start = (name: string, diesAfter?: number) => {
      const started = startLedgerProcess(
        {
          database: {
            client,
            connection: { ...connection, password },
            pool: { min: 0, max: 4 },
          },
          events: EVENTS,
          name,
          diesAfter,
        },
        PROGRAM,
      );
      processes.push(started);
      return started;
    };
    for (const acknowledged of [200, 900, 1_700]) {
      const victim = start(`victim-${acknowledged}`, acknowledged);
      await victim.dead();
      expect(victim.acknowledged.length).toBeGreaterThanOrEqual(acknowledged);
      expect(victim.acknowledged.length).toBeLessThan(EVENTS);
    }
    // And two at once.
    const survivors = [start('a'), start('b')];
    await Promise.all(survivors.map(one => one.progress(EVENTS)));

    const rows = await knex(TABLES.events).select('id', 'details');
    const onRecord = new Map(
      rows.map(({ id, details }) => [JSON.parse(details).meta.key, id]),
    );
    expect([rows.length, onRecord.size]).toEqual([EVENTS, EVENTS]);
    for (const { acknowledged } of processes) {
      for (const line of acknowledged) {
        const [key, id] = line.split(' ');
        expect(id).toBe(onRecord.get(key));
      }
    }
    expect(
      await knex(INGESTION_TABLES.received).whereNull('confirmed_at'),
    ).toEqual([]);
    await Promise.all(survivors.map(one => one.end()));
  }, 300_000);
});
