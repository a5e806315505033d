// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { eventually } from '../../__testUtils__/eventually';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { TABLES } from '../../database/tables';
import { Partitions } from '../../ledger/Partitions';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectWhole,
} from './__testUtils__/agingLedger';
import { POLICY } from './__testUtils__/workOf';

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });
const NOW = '2026-02-01T00:00:00Z';

describe('A partition with events that may go and others', () => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init('POSTGRES_18');
  });

  afterEach(async () => {
    await closeAgingLedgers();
    await stopTestLedgers();
  });

  it('stays with one that came after the file was made, though there are as many as were due', async () => {
    const due = eventsFrom('2025-01-03T10:00:00Z', 100);
    const late = eventsFrom('2025-01-20T10:00:00Z', 1);
    const aging = await agingLedger(knex, {
      partitions: ['2025-01-15'],
      onStep: async step => {
        if (step === 'leaving') {
          await aging.ledger.sink.append(late);
          // Somebody has taken one away.
          await knex(TABLES.events).where({ id: due[0].id }).delete();
        }
      },
    });
    await aging.append(due);

    expect(await aging.run({ now: NOW })).toMatchObject({
      archived: [{ events: 100 }],
      waiting: [],
    });

    expect(await aging.liveIds()).toEqual([late[0].id]);
    expect(await knex.schema.hasTable(`${TABLES.events}_2025_01`)).toBe(true);
  });

  it('drops a partition all of whose events may go, and leaves alone what is of others in the default one', async () => {
    const aging = await agingLedger(knex, { partitions: ['2025-02-15'] });
    // Of January, one day has a partition.
    await Partitions.create({
      knex,
      logger: aging.logger,
      length: 'day',
    }).createPeriods(new Date('2025-01-15'), new Date('2025-01-15'));
    const staying = eventsFrom('2025-01-05T10:00:00Z', 300, () => ({
      category: 'Access',
    }));
    await aging.append(
      eventsFrom('2025-01-15T10:00:00Z', 300),
      staying,
      eventsFrom('2025-01-07T10:00:00Z', 20),
    );
    const rules = [{ name: 'long', category: ['Access'], live: 'P9Y' }];

    const result = await aging.run({ now: NOW, policy: { ...POLICY, rules } });

    expect(result).toMatchObject({ archived: [{ events: 320 }], waiting: [] });
    expect((await aging.liveIds()).sort()).toEqual(
      staying.map(({ id }) => id).sort(),
    );
    expect(await knex.schema.hasTable(`${TABLES.events}_2025_01_15`)).toBe(
      false,
    );
    await expectWhole(aging);
  });

  it('leaves an event that is being written to the month at the moment, though there are as many as were due', async () => {
    const other = await knex.transaction();
    const due = eventsFrom('2025-01-03T10:00:00Z', 100);
    const [late] = eventsFrom('2025-01-20T10:00:00Z', 1);
    const aging = await agingLedger(knex, {
      partitions: ['2025-01-15'],
      onStep: async step => {
        if (step === 'leaving') {
          const [batch] = await other(TABLES.batches);
          const [event] = await other(TABLES.events);
          await other(TABLES.batches).insert({
            ...batch,
            batch: 99,
            first_sequence: null,
          });
          await other(TABLES.events).where({ id: event.id }).delete();
          await other(TABLES.events).insert({
            ...event,
            id: late.id,
            recorded_at: new Date('2025-01-20T10:00:00Z'),
            batch: 99,
          });
        }
      },
    });
    await aging.append(due);

    const running = aging.run({ now: NOW });
    await eventually(
      async () =>
        knex('pg_locks')
          .where({ mode: 'ShareLock', granted: false })
          .whereRaw('relation = to_regclass(?)', [`${TABLES.events}_2025_01`]),
      locks => locks.length > 0,
    );
    await other.commit();

    expect(await running).toMatchObject({
      archived: [{ events: 100 }],
      waiting: [],
    });
    expect(await aging.liveIds()).toEqual([late.id]);
  });
});
