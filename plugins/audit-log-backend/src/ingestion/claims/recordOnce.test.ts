// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { INGESTION_TABLES } from '../../database/ingestionTables';
import { TABLES } from '../../database/tables';
import { startReplica } from '../__testUtils__/startReplica';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const KEYS = Array.from({ length: 40 }, (_, index) => `key-${index}`);

jest.setTimeout(180_000);

describe.each(databases.eachSupportedId())('recordOnce on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  afterEach(stopTestLedgers);

  /** Ids on record, by the keys that the events were recorded for. */
  const onRecord = async () => {
    const rows = await knex(TABLES.events).select('id', 'details');
    return rows
      .map(({ id, details }) => [JSON.parse(details).meta.key, id])
      .sort();
  };
  const claimed = () => knex(INGESTION_TABLES.received).select();

  it('records each event once, and knows it again', async () => {
    const { record } = await startReplica(knex);
    const first = await record(KEYS);
    expect([...first.values()].map(({ isNew }) => isNew)).toEqual(
      KEYS.map(() => true),
    );
    expect(await onRecord()).toEqual(
      [...first].map(([key, { eventId }]) => [key, eventId]).sort(),
    );

    const again = await record([...KEYS, 'another']);
    for (const key of KEYS) {
      expect(again.get(key)).toEqual({
        eventId: first.get(key)!.eventId,
        isNew: false,
      });
    }
    expect(again.get('another')?.isNew).toBe(true);
    expect(await onRecord()).toHaveLength(KEYS.length + 1);
  });

  it('records them once for replicas that receive them at the same moment', async () => {
    const replicas = [
      await startReplica(knex),
      await startReplica(knex),
      await startReplica(knex),
    ];
    const answers = await Promise.all(
      replicas.map(({ record }, index) =>
        record(index === 1 ? [...KEYS].reverse() : KEYS),
      ),
    );

    const stored = await onRecord();
    expect(stored.map(([key]) => key)).toEqual([...KEYS].sort());
    for (const [key, id] of stored) {
      const told = answers.map(answer => answer.get(key)!);
      expect(told.map(({ eventId }) => eventId)).toEqual([id, id, id]);
      expect(told.filter(({ isNew }) => isNew)).toHaveLength(1);
    }
  });

  it('takes over from a process that died between claim and append', async () => {
    const dead = await startReplica(knex);
    const [{ eventId }] = await dead.claims.claim(['a']);

    const patient = await startReplica(knex);
    const answered = await patient.record(['a', 'b'], undefined, 0);
    expect([...answered.keys()]).toEqual(['b']);

    const other = await startReplica(knex, { abandonedAfterMs: 0 });
    const answer = (await other.record(['a'])).get('a')!;
    expect(answer.isNew).toBe(true);
    expect(answer.eventId).not.toBe(eventId);
    expect(await onRecord()).toEqual([
      ['a', answer.eventId],
      ['b', expect.any(String)],
    ]);
  });

  it('refuses the append of a process that was only slow', async () => {
    const slow = await startReplica(knex);
    const other = await startReplica(knex, { abandonedAfterMs: 0 });
    let goOn = () => {};
    const gate = new Promise<void>(resolve => {
      goOn = resolve;
    });
    let reached = () => {};
    const atTheGate = new Promise<void>(resolve => {
      reached = resolve;
    });
    // Several batches of the ledger.
    const keys = Array.from({ length: 1_200 }, (_, index) => `key-${index}`);
    const late = slow.record(keys, {
      append: async events => {
        reached();
        await gate;
        await slow.ledger.sink.append(events);
      },
    });
    await atTheGate;
    const taken = await other.record(['key-7', 'key-700']);
    goOn();

    // What it still held is on record all the same.
    await expect(late).rejects.toThrow('could not be stored');
    const stored = await onRecord();
    expect(stored.map(([key]) => key)).toEqual([...keys].sort());
    expect(stored).toEqual(
      expect.arrayContaining(
        [...taken].map(([key, { eventId }]) => [key, eventId]),
      ),
    );
    const again = await slow.record(keys);
    expect(
      [...again]
        .map(([key, { eventId, isNew }]) => {
          expect(isNew).toBe(false);
          return [key, eventId];
        })
        .sort(),
    ).toEqual(stored);
    expect(await onRecord()).toEqual(stored);
  });

  it('gives up what could not be appended, for the next to record at once', async () => {
    const { record } = await startReplica(knex);
    const failing = record(['a'], {
      append: async () => {
        throw new Error('The ledger is away');
      },
    });
    await expect(failing).rejects.toThrow('The ledger is away');
    expect(await claimed()).toEqual([]);

    const other = await startReplica(knex);
    expect((await other.record(['a'])).get('a')?.isNew).toBe(true);
  });

  it('knows what was committed when the answer to that was lost', async () => {
    const { record, ledger } = await startReplica(knex);
    const lost = record(['a'], {
      append: async events => {
        await ledger.sink.append(events);
        throw new Error('The connection broke');
      },
    });
    await expect(lost).rejects.toThrow('The connection broke');

    const [[, id]] = await onRecord();
    expect((await record(['a'])).get('a')).toEqual({
      eventId: id,
      isNew: false,
    });
    expect(await onRecord()).toHaveLength(1);
  });

  it('confirms nothing of a transaction that fails', async () => {
    const { record, ledger } = await startReplica(knex);
    // The same position of the same batch: its key refuses the second batch of the stream, until it has another number.
    await record(['a']);
    await knex(TABLES.batches).insert({
      ...(await knex(TABLES.batches).first()),
      batch: 1,
    });
    await expect(record(['b'])).rejects.toThrow();
    expect((await onRecord()).map(([key]) => key)).toEqual(['a']);
    expect(await claimed()).toHaveLength(1);
    await ledger.stop();
  });

  it('is done with what a rule keeps out of the ledger', async () => {
    const { record } = await startReplica(knex);
    const first = await record(['a'], { append: async () => {} });
    const again = await record(['a']);
    expect(again.get('a')).toEqual({
      eventId: first.get('a')!.eventId,
      isNew: false,
    });
    expect(await onRecord()).toEqual([]);
  });
});
