// SPDX-License-Identifier: Apache-2.0
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { AuditRecord } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { auditEvent, uuidAt } from '../__testUtils__/auditEvent';
import { storedAndRecountedRollups } from '../__testUtils__/storedLedger';
import { stopTestLedgers } from '../__testUtils__/testLedger';
import { dialectOf } from '../database/dialect';
import { SEALING_TABLES } from '../database/sealingTables';
import { TABLES } from '../database/tables';
import { DatabaseEventReader } from '../query/DatabaseEventReader';
import { exportOf, verifyLines } from '../verification/__testUtils__/exportOf';
import { sealedLedger } from '../verification/__testUtils__/sealedLedger';
import { verifyAll } from '../verification/__testUtils__/verifyAll';
import { Erasures } from './Erasures';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const JANE = 'user:default/jane';
const ADDRESS = 'jane@example.com';
const everything = { kind: 'everything' } as const;

const as = (ref: string, given: Partial<NewAuditEvent> = {}) =>
  auditEvent({
    actor: { type: 'user', ref, title: 'Somebody' },
    meta: { word: 'erasetest' },
    ...given,
    ...(given.meta && { meta: { word: 'erasetest', ...given.meta } }),
  });

/** As the API records it. */
const begun = (id: string, given: Partial<NewAuditEvent> = {}) =>
  auditEvent({
    operationId: id,
    plugin: 'audit-log',
    event: 'erasure',
    action: 'audit-log.erasure.begin',
    actor: { type: 'user', ref: 'user:default/boss' },
    meta: { reason: 'Ticket 7' },
    ...given,
  });

/** More words than are kept. */
const longText = () =>
  Array.from({ length: 900 }, (_, index) => `word${index}`).join(' ');

describe.each(databases.eachSupportedId())('Erasure on %s', databaseId => {
  let knex: Knex;
  let ledger: Awaited<ReturnType<typeof sealedLedger>>;
  let erasures: Erasures;
  let recorded: AuditRecord[];

  const create = () =>
    Erasures.create({
      knex,
      dialect: dialectOf(knex),
      logger: mockServices.logger.mock(),
      auditLog: { record: async record => void recorded.push(record) },
      isSealing: true,
      lateMs: 20,
      // What is recorded is kept here, and never in the ledger.
      recordedWithinMs: 0,
      personalOf: () => ['/meta/phone'],
    });

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    ledger = await sealedLedger(knex, { personal: ['/meta/phone'] });
    recorded = [];
    erasures = create();
  });

  afterEach(async () => {
    await erasures.stop();
    await stopTestLedgers();
  });

  /** Erases, with the event that tells of it, and gives the id of the erasure. */
  const erase = async (person: string, before = async () => {}) => {
    const id = uuidAt();
    await erasures.begin({ id, person, reason: 'Ticket 7', startedBy: 'boss' });
    await before();
    await ledger.append([begun(id)]);
    await erasures.done(id);
    return id;
  };

  const search = async (q: string) => {
    const reader = await DatabaseEventReader.create({
      database: mockServices.database({ knex }),
    });
    const page = await reader.readPage({
      search: { include: {}, exclude: {}, q, order: 'sequence' },
      scope: everything,
      limit: 100,
    });
    return page.items;
  };

  /** Every text that the database holds of events. */
  const allTexts = async () =>
    JSON.stringify([
      await knex(TABLES.events).select(),
      await knex(TABLES.refs).select(),
      await knex(TABLES.rollups).select(),
      await knex(TABLES.actorRollups).select(),
      await knex(SEALING_TABLES.erasures).select(),
    ]).toLowerCase();

  it('takes a person out of every place, and the ledger still verifies', async () => {
    const events = [
      as(JANE),
      as('user:default/kim', { targets: [{ ref: 'User:Default/Jane' }] }),
      as('user:default/kim', {
        targets: [{ ref: 'component:default/a' }, { ref: JANE, title: 'J' }],
      }),
      as('user:default/kim', {
        meta: { invited: [ADDRESS, JANE, 'kim@example.com'], phone: JANE },
      }),
      as('user:default/kim', {
        changes: [{ path: '/spec/owner', before: JANE, after: 'user:jane' }],
      }),
      as('user:default/kim', { meta: { padding: longText(), owner: JANE } }),
      as('user:default/janet', { meta: { note: 'jane is in a text' } }),
    ];
    await ledger.append(events, [as('user:default/kim')]);
    const before = await verifyAll(knex, ledger.keys);
    expect(await erasures.preview(JANE)).toBe(6);

    const id = await erase('user:jane');

    expect(await erasures.get(id)).toMatchObject({ state: 'done', events: 6 });
    expect(await verifyAll(knex, ledger.keys)).toMatchObject({
      verified: before.verified + 1,
      erased: 6,
      findings: [],
    });
    expect(/user:(default\/)?jane\b/.test(await allTexts())).toBe(false);
    // The address is another value than the reference: it is erased by itself.
    expect(await erasures.preview(ADDRESS)).toBe(1);
    expect(await erasures.preview(JANE)).toBe(0);
    expect((await search('janet')).length).toBe(1);
    const { stored, recounted } = await storedAndRecountedRollups(knex);
    expect(stored).toEqual(recounted);
    expect(recorded).toEqual([
      expect.objectContaining({
        action: 'erasure.done',
        operationId: id,
        meta: { reason: 'Ticket 7', events: 6, archivedEvents: 0 },
      }),
    ]);
  });

  it('says of the events what was erased, and finds them no more by who it was', async () => {
    const event = as(JANE, { meta: { owner: ADDRESS } });
    await ledger.append([event]);
    expect((await search('jane')).map(found => found.id)).toEqual([event.id]);

    await erase(JANE);
    await erase(ADDRESS);

    expect(await search('jane')).toEqual([]);
    const [found] = await search('erasetest');
    expect(found).toMatchObject({
      id: event.id,
      actor: { type: 'user' },
      meta: { owner: null },
      erased: ['/actor', '/meta/owner'],
    });
    expect(found.actor).not.toHaveProperty('ref');
    expect(found.request).not.toHaveProperty('address');
  });

  it('leaves what a person does later', async () => {
    await ledger.append([as(JANE)]);
    await erase(JANE);
    const later = as(JANE);
    await ledger.append([later]);
    expect(await erasures.preview(JANE)).toBe(1);
    expect(await verifyAll(knex, ledger.keys)).toMatchObject({ findings: [] });
  });

  it('waits until an event is sealed before it touches it', async () => {
    const waiting = as(JANE);
    await ledger.ledger.sink.append([waiting]);
    const id = uuidAt();
    await erasures.begin({ id, person: JANE, reason: 'x', startedBy: 'boss' });
    expect(await erasures.get(id)).toMatchObject({
      state: 'running',
      events: 0,
    });
    expect(await erasures.preview(JANE)).toBe(1);

    await ledger.append([begun(id)]);
    await erasures.done(id);
    expect(await erasures.get(id)).toMatchObject({ state: 'done', events: 1 });
    expect(await verifyAll(knex, ledger.keys)).toMatchObject({ findings: [] });
  });

  it('is gone on with by another process when its own has died', async () => {
    await ledger.append([as(JANE), as(JANE)]);
    const id = uuidAt();
    await erasures.begin({ id, person: JANE, reason: 'x', startedBy: 'boss' });
    await erasures.stop();
    await ledger.append([begun(id)]);
    expect(await erasures.get(id)).toMatchObject({ state: 'running' });
    // As long ago as a process that died.
    await knex(SEALING_TABLES.erasures).update({
      beat_at: dialectOf(knex).writeTime(Date.now() - 120_000),
    });

    const other = create();
    other.start();
    await until(async () => (await other.get(id)).state === 'done');
    await other.stop();
    expect(await erasures.get(id)).toMatchObject({ events: 2 });
    expect(recorded).toHaveLength(1);
  });

  it('holds while the events of the person go on being appended, and many are erased', async () => {
    const many = Array.from({ length: 250 }, () => as(JANE));
    await ledger.append(many);
    const later = Array.from({ length: 20 }, () => as('user:default/kim'));
    const id = uuidAt();
    await erasures.begin({ id, person: JANE, reason: 'x', startedBy: 'boss' });
    await ledger.append([begun(id)]);
    const isDone = Promise.all([
      erasures.done(id),
      ...later.map(event => ledger.ledger.sink.append([event])),
    ]);
    // Whoever verifies or takes out meanwhile sees each event as it was or as it is, and no half of it.
    for (let time = 0; time < 3; time++) {
      expect(await verifyAll(knex, ledger.keys)).toMatchObject({
        findings: [],
      });
      const lines = await exportOf(knex, ledger);
      expect(await verifyLines(lines, ledger)).toMatchObject({
        findings: [],
      });
    }
    await isDone;
    await ledger.seal();
    expect(await erasures.get(id)).toMatchObject({ events: 250 });
    const { stored, recounted } = await storedAndRecountedRollups(knex);
    expect(stored).toEqual(recounted);
    expect(await verifyAll(knex, ledger.keys)).toMatchObject({
      erased: 250,
      findings: [],
    });
  });

  it('is put on record anew where its beginning is on record as failed, and erases nothing before', async () => {
    await ledger.append([as(JANE)]);
    const id = uuidAt();
    await erasures.begin({ id, person: JANE, reason: 'x', startedBy: JANE });
    await ledger.append([begun(id, { outcome: 'failed' })]);
    await until(async () => recorded.length > 0);
    expect(recorded).toEqual([
      {
        operationId: id,
        action: 'erasure.begin',
        severity: 'high',
        meta: { reason: 'x' },
      },
    ]);
    expect(await erasures.get(id)).toMatchObject({
      state: 'running',
      events: 0,
    });
    await ledger.append([begun(id)]);
    await erasures.done(id);
    expect(await erasures.get(id)).toMatchObject({
      state: 'done',
      events: 1,
      startedBy: 'user:erased',
    });
    expect(await verifyAll(knex, ledger.keys)).toMatchObject({ findings: [] });
  });

  it('is not to be faked: what was erased without an erasure on record is found', async () => {
    await ledger.append([as(JANE)]);
    const id = await erase(JANE);
    await knex(SEALING_TABLES.erasures).where({ id }).delete();
    expect((await verifyAll(knex, ledger.keys)).findings).toEqual([
      expect.objectContaining({ kind: 'erased-unrecorded', sequence: 0 }),
    ]);
  });
});

async function until(isReached: () => Promise<boolean>): Promise<void> {
  while (!(await isReached())) {
    await new Promise(resolve => setImmediate(resolve));
  }
}
