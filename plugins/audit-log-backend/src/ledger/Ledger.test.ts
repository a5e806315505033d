// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../__testUtils__/auditEvent';
import { eventually } from '../__testUtils__/eventually';
import {
  storedAndRecountedRollups,
  storedIds,
  storedSequences,
} from '../__testUtils__/storedLedger';
import { stopTestLedgers, testLedger } from '../__testUtils__/testLedger';
import { TABLES, type EventRow, type StreamRow } from '../database/tables';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

it('is tested on both engines', () => {
  expect(databases.eachSupportedId()).toEqual([['SQLITE_3'], ['POSTGRES_18']]);
});

describe.each(databases.eachSupportedId())('Ledger on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  afterEach(stopTestLedgers);

  const inOrder = (count: number) =>
    eventually(
      () => storedSequences(knex),
      rows => rows.length === count && rows.every(row => row.sequence >= 0),
    );

  it('has an event in the database once its append resolves', async () => {
    const ledger = await testLedger(knex);
    const event = auditEvent();

    await ledger.sink.append([event]);

    expect(await storedIds(knex)).toEqual([event.id]);
  });

  it('puts events in the order they were appended in, without gaps', async () => {
    const ledger = await testLedger(knex);
    const events = Array.from({ length: 1234 }, () => auditEvent());
    ledger.start();

    await Promise.all([
      ledger.sink.append(events.slice(0, 1)),
      ledger.sink.append(events.slice(1, 1100)),
      ...events.slice(1100).map(event => ledger.sink.append([event])),
    ]);

    expect(await inOrder(events.length)).toEqual(
      events.map(({ id }, sequence) => ({ id, sequence })),
    );
  });

  it('commits events that arrive together in one transaction', async () => {
    const ledger = await testLedger(knex);

    await Promise.all(
      Array.from({ length: 100 }, () => ledger.sink.append([auditEvent()])),
    );

    const batches = await knex(TABLES.batches).select('event_count');
    expect(batches).toEqual([{ event_count: 100 }]);
  });

  it('stores an event once, however often it is appended', async () => {
    const ledger = await testLedger(knex);
    const [one, other, third] = [auditEvent(), auditEvent(), auditEvent()];

    await Promise.all([
      ledger.sink.append([one, one, other]),
      ledger.sink.append([other]),
    ]);
    await ledger.sink.append([one, third, other]);

    expect(await storedIds(knex)).toEqual([one.id, other.id, third.id].sort());
    expect(await knex(TABLES.batches).sum({ n: 'event_count' })).toEqual([
      { n: databaseId === 'SQLITE_3' ? 3 : '3' },
    ]);
  });

  it('takes the same events again while they are under way', async () => {
    const ledger = await testLedger(knex);
    const events = Array.from({ length: 700 }, () => auditEvent());

    await Promise.all([
      ledger.sink.append(events),
      ledger.sink.append(events),
      ledger.sink.append([...events].reverse()),
    ]);

    expect(await storedIds(knex)).toEqual(events.map(({ id }) => id).sort());
  });

  it('knows an event that another stream holds', async () => {
    const [one, other] = [await testLedger(knex), await testLedger(knex)];
    const event = auditEvent();

    await one.sink.append([event]);
    await other.sink.append([event, auditEvent()]);

    const streams = await knex<EventRow>(TABLES.events).select('stream');
    expect(streams.map(row => row.stream).sort()).toEqual([0, 1]);
  });

  it('knows an event that was appended before a restart', async () => {
    const event = auditEvent({ id: uuidAt(Date.now() - 60_000) });
    const before = await testLedger(knex);
    await before.sink.append([event]);
    await before.stop();

    const after = await testLedger(knex);
    await after.sink.append([event]);

    expect(await storedIds(knex)).toEqual([event.id]);
  });

  it('reuses the number of a stream that was given back', async () => {
    for (let start = 0; start < 3; start++) {
      const ledger = await testLedger(knex);
      await ledger.sink.append([auditEvent()]);
      await ledger.stop();
    }

    const streams = await knex<StreamRow>(TABLES.streams).select();
    expect(streams.map(row => [row.stream, Number(row.head)])).toEqual([
      [0, 3],
    ]);
  });

  it('moves to another stream when its own was taken over, losing nothing', async () => {
    const [frozen, successor] = [
      await testLedger(knex),
      await testLedger(knex),
    ];
    const events = Array.from({ length: 4 }, () => auditEvent());
    await frozen.sink.append([events[0]]);
    await knex(TABLES.streams).update({
      expires_at: databaseId === 'SQLITE_3' ? 0 : new Date(0),
    });
    await successor.sink.append([events[1]]);

    await frozen.sink.append([events[0], events[2]]);
    await successor.sink.append([events[3]]);

    const rows = await knex<EventRow>(TABLES.events).select('id', 'stream');
    expect(new Map(rows.map(row => [row.id, row.stream]))).toEqual(
      new Map([
        [events[0].id, 0],
        [events[1].id, 0],
        [events[2].id, 1],
        [events[3].id, 0],
      ]),
    );
    expect(rows).toHaveLength(4);
  });

  it('counts events by the hour in the same transaction', async () => {
    const ledger = await testLedger(knex);
    const now = Date.now();
    const events = Array.from({ length: 300 }, (_, index) =>
      auditEvent({
        occurredAt: new Date(now - index * 600_000).toISOString(),
        outcome: index % 3 === 0 ? 'failed' : 'succeeded',
        actor: { type: 'user', ref: `user:default/u${index % 5}` },
        projects: index % 2 === 0 ? [] : [{ ref: 'system:default/retail' }],
      }),
    );

    await ledger.sink.append(events.slice(0, 100));
    await ledger.sink.append(events.slice(50, 300));

    const { stored, recounted } = await storedAndRecountedRollups(knex);
    expect(stored).toEqual(recounted);
    // By what they were, and by who did it.
    expect(Object.values(stored).reduce((sum, n) => sum + n, 0)).toBe(2 * 300);
  });

  it('keeps further targets and projects, each once', async () => {
    const ledger = await testLedger(knex);
    const refs = (...names: string[]) => names.map(ref => ({ ref }));

    await ledger.sink.append([
      auditEvent({
        targets: refs('a:b/1', 'a:b/2', 'a:b/1', 'a:b/3', 'a:b/2'),
        projects: refs('system:x/1', 'system:x/2'),
      }),
    ]);

    const rows = await knex(TABLES.refs).select('kind', 'ref').orderBy('ref');
    expect(rows).toEqual([
      { kind: 0, ref: 'a:b/2' },
      { kind: 0, ref: 'a:b/3' },
      { kind: 1, ref: 'system:x/2' },
    ]);
  });

  it('rejects while the database is away, and takes the same events when it is back', async () => {
    const ledger = await testLedger(knex);
    const events = [auditEvent(), auditEvent()];
    await ledger.sink.append([events[0]]);
    await knex.schema.renameTable(TABLES.batches, 'away');

    await expect(ledger.sink.append(events)).rejects.toThrow(/audit_batches/);
    await knex.schema.renameTable('away', TABLES.batches);
    await ledger.sink.append(events);

    expect(await storedIds(knex)).toEqual(events.map(({ id }) => id).sort());
    const { stored, recounted } = await storedAndRecountedRollups(knex);
    expect(stored).toEqual(recounted);
  });

  it('commits what it has when it stops, and takes nothing after', async () => {
    const ledger = await testLedger(knex);
    const event = auditEvent();

    const appended = ledger.sink.append([event]);
    await ledger.stop();
    await appended;

    expect(await storedIds(knex)).toEqual([event.id]);
    await expect(ledger.sink.append([auditEvent()])).rejects.toThrow(
      /shutting down/,
    );
  });
});
