// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { auditEvent } from '../__testUtils__/auditEvent';
import { storedIds } from '../__testUtils__/storedLedger';
import { stopTestLedgers, testLedger } from '../__testUtils__/testLedger';
import { TABLES } from '../database/tables';
import { UnstorableEventsError } from './UnstorableEventsError';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('Ledger on %s', databaseId => {
  let knex: Knex;

  beforeEach(async () => {
    knex = await databases.init(databaseId);
  });

  afterEach(stopTestLedgers);

  it('stores hostile events, and marks what it had to change', async () => {
    const ledger = await testLedger(knex);

    await ledger.sink.append([
      auditEvent({ plugin: 'nul\0', meta: { 'k\0': 'a\0b', half: '\ud83d' } }),
      auditEvent({ durationMs: 1e300, occurredAt: 'yesterday' }),
      auditEvent({ targets: [{ ref: 'x'.repeat(10_000) }] }),
      auditEvent({
        actor: { type: 'user', ref: `user:default/${'😀'.repeat(9_000)}` },
      }),
      auditEvent({
        meta: { text: 'w'.repeat(100_000), list: Array(5_000).fill('y') },
      }),
      auditEvent({ operationId: 'not a uuid' }),
    ]);

    expect(await storedIds(knex)).toHaveLength(6);
    const details: { details: string }[] = await knex(TABLES.events).select(
      'details',
    );
    const marks = details.flatMap(
      row => JSON.parse(row.details).truncated ?? [],
    );
    expect(marks.sort()).toEqual(
      [
        '/plugin',
        '/meta/k\ufffd',
        '/meta/k\ufffd',
        '/meta/half',
        '/durationMs',
        '/occurredAt',
        '/operationId',
      ].sort(),
    );
  });

  it('refuses an event without a usable id alone', async () => {
    const ledger = await testLedger(knex);
    const [good, bad] = [auditEvent(), auditEvent()];

    const appended = ledger.sink.append([{ ...bad, id: 'nonsense' }, good]);

    await expect(appended).rejects.toThrow(UnstorableEventsError);
    expect(await storedIds(knex)).toEqual([good.id]);
  });

  it('finds the one event that the database refuses', async () => {
    const ledger = await testLedger(knex);
    await knex.raw(
      databaseId === 'SQLITE_3'
        ? `CREATE TRIGGER refuse BEFORE INSERT ON audit_events WHEN new.plugin = 'poison' BEGIN SELECT RAISE(ABORT, 'no'); END`
        : `ALTER TABLE audit_events ADD CONSTRAINT refuse CHECK (plugin <> 'poison')`,
    );
    const events = Array.from({ length: 20 }, () => auditEvent());
    const poison = auditEvent({ plugin: 'poison' });

    const results = await Promise.allSettled([
      ledger.sink.append(events.slice(0, 13)),
      ledger.sink.append([poison]),
      ledger.sink.append(events.slice(13)),
    ]);

    expect(results.map(result => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect((results[1] as PromiseRejectedResult).reason.events).toEqual([
      // Not any(Error): an error of a native module may be of another realm than the test's.
      {
        event: poison,
        cause: expect.objectContaining({ code: expect.any(String) }),
      },
    ]);
    expect(await storedIds(knex)).toEqual(events.map(({ id }) => id).sort());
  });
});
