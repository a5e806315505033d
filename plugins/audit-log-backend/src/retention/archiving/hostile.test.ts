// SPDX-License-Identifier: Apache-2.0
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { stopTestLedgers, testLedger } from '../../__testUtils__/testLedger';
import { INGESTION_TABLES } from '../../database/ingestionTables';
import { TABLES } from '../../database/tables';
import { SealingKeys } from '../../sealing/keys/SealingKeys';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectWhole,
  type AgingLedger,
} from './__testUtils__/agingLedger';
import { POLICY, runContext, workOf } from './__testUtils__/workOf';
import type { WorkContext } from './WorkContext';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const FILE = 'events/year=2025/month=01/2025-01.default.1.parquet';
const NOW = '2026-02-01T00:00:00Z';

describe.each(databases.eachSupportedId())('Archiving on %s', databaseId => {
  let knex: Knex;
  let aging: AgingLedger;
  let onStep: WorkContext['onStep'] = () => {};

  beforeEach(async () => {
    knex = await databases.init(databaseId);
    onStep = () => {};
    aging = await agingLedger(knex, {
      partitions: ['2025-01-15'],
      onStep: (...step) => onStep(...step),
    });
  });

  afterEach(async () => {
    await closeAgingLedgers();
    await stopTestLedgers();
  });

  const archive = (name: string) => join(aging.directory, 'archive', name);
  const january = (count: number) => eventsFrom('2025-01-03T10:00:00Z', count);

  it('is done once by two replicas at the same time', async () => {
    await aging.append(january(1_500), eventsFrom('2025-02-03T10:00:00Z', 100));
    const pause = () =>
      new Promise<void>(resolve => setTimeout(resolve, Math.random() * 30));
    onStep = pause;
    const { keys, logger, directory } = aging;
    const other = workOf(knex, { directory, keys, logger, onStep: pause });
    const policy = {
      ...POLICY,
      rules: [{ name: 'long', category: ['None'], live: 'P9Y' }],
    };
    const context = { now: '2026-04-01T00:00:00Z', policy };

    const results = await Promise.all([
      aging.run(context),
      other.work.run(runContext(context)),
    ]);

    // Whatever each could not do the other has done, or the next run does.
    const last = await aging.run(context);
    const archived = [...results, last].flatMap(result => result.archived);
    expect(
      archived.map(({ file, events }) => `${file} ${events}`).sort(),
    ).toEqual(
      [
        `${FILE} 1500`,
        'events/year=2025/month=02/2025-02.default.1.parquet 100',
      ].sort(),
    );
    expect(last.waiting).toEqual([]);
    await expectWhole(aging);
    await other.files.close();
  });

  it('leaves in the live table what comes late for a month that is being closed', async () => {
    await aging.append(january(50));
    const late = eventsFrom('2025-01-20T10:00:00Z', 5);
    onStep = async step => {
      if (step === 'checked') {
        onStep = () => {};
        await aging.append(late);
      }
    };

    const first = await aging.run({ now: NOW });
    expect(first.archived).toEqual([{ file: FILE, events: 50 }]);
    expect((await aging.liveIds()).sort()).toEqual(
      late.map(({ id }) => id).sort(),
    );
    await expectWhole(aging);
    const next = await aging.run({ now: NOW });
    expect(next.archived).toEqual([
      { file: FILE.replace('.1.parquet', '.2.parquet'), events: 5 },
    ]);
    await expectWhole(aging);
  });

  it('does nothing by a clock that was set back, and removes nothing by one that runs ahead', async () => {
    await aging.append(january(50), eventsFrom('2025-02-03T10:00:00Z', 20));
    await aging.run({ now: NOW });
    for (const now of ['2020-01-01T00:00:00Z', '1970-01-01T00:00:00Z', NOW]) {
      expect(await aging.run({ now })).toEqual({
        archived: [],
        removed: [],
        returned: [],
        waiting: [],
      });
    }
    const ahead = await aging.run({
      now: '2199-01-01T00:00:00Z',
      mayRemove: false,
    });
    expect(ahead.archived).toHaveLength(1);
    expect(ahead.removed).toEqual([]);
    expect(ahead.waiting).toHaveLength(2);
    await expectWhole(aging);
  });

  it('forgets what was received over HTTP and what could not be recorded when its time has left', async () => {
    await aging.append(january(50), eventsFrom('2025-02-03T10:00:00Z', 20));
    const time = (text: string) =>
      databaseId === 'SQLITE_3' ? Date.parse(text) : new Date(text);
    const received = aging.appended.map(({ id }, index) => ({
      received_key: `key ${index}`,
      event_id: id,
      claimed_at: time('2025-01-03T10:00:00Z'),
      confirmed_at: time('2025-01-03T10:00:00Z'),
    }));
    await knex.batchInsert(INGESTION_TABLES.received, received, 50);
    await knex(INGESTION_TABLES.quarantine).insert(
      ['2025-01-31T10:00:00Z', '2025-02-01T10:00:00Z'].map((at, index) => ({
        id: aging.appended[index].id,
        emitter: 'key:1',
        reason: 'late',
        message: 'x',
        content: '{}',
        received_at: time(at),
        last_received_at: time(at),
        times: 1,
      })),
    );

    await aging.run({ now: NOW });

    expect(
      (await knex(INGESTION_TABLES.received).pluck('event_id')).sort(),
    ).toEqual(
      aging.appended
        .slice(50)
        .map(({ id }) => id)
        .sort(),
    );
    expect(await knex(INGESTION_TABLES.quarantine).pluck('id')).toEqual([
      aging.appended[1].id,
    ]);
  });

  it('waits, and says what to do, where there is no key to sign with', async () => {
    await aging.append(january(5));
    const { directory, logger } = aging;
    const [signing] = aging.keys.signing;
    const keys = SealingKeys.of({ signing: [] });
    expect(signing).toBeDefined();
    // Nothing was sealed: there is no checkpoint that nobody believes.
    await knex('audit_checkpoints').delete();
    const { work, files } = workOf(knex, { directory, logger, keys });

    const result = await work.run(runContext({ now: NOW }));

    expect(result.waiting).toEqual([
      {
        file: '2025-01, default',
        message: expect.stringContaining('auditLog.sealing.keys'),
      },
    ]);
    expect(await aging.liveIds()).toHaveLength(5);
    await files.close();
  });

  it('moves nothing out of a ledger that was altered', async () => {
    await aging.append(january(300));
    await knex(TABLES.events)
      .where({ id: aging.appended[17].id })
      .update({ plugin: 'shadow' });

    const altered = await aging.run({ now: NOW });

    expect(altered.waiting).toEqual([
      {
        file: '2025-01, default',
        message: expect.stringContaining('event 17 is not as it was sealed'),
      },
    ]);
    expect(await aging.liveIds()).toHaveLength(300);
    await knex('audit_archive_files').delete();
    await rm(archive(''), { recursive: true });
    const result = await aging.run({
      now: NOW,
      policy: { ...POLICY, archive: 'P0D' },
    });
    expect(result).toMatchObject({
      removed: [],
      waiting: [
        {
          message: expect.stringContaining('Event 17 is not as it was sealed'),
        },
      ],
    });
    expect(await aging.liveIds()).toHaveLength(300);
  });

  it('leaves what is not sealed yet, and archives what never will be where nothing is sealed', async () => {
    const sealed = january(30);
    await aging.append(sealed);
    const { directory, keys, logger } = aging;
    const unsealed = eventsFrom('2025-01-20T10:00:00Z', 10);
    await (await testLedger(knex)).sink.append(unsealed);
    await aging.sequence();

    expect((await aging.run({ now: NOW })).archived).toEqual([
      { file: FILE, events: 30 },
    ]);
    expect((await aging.liveIds()).sort()).toEqual(
      unsealed.map(({ id }) => id).sort(),
    );
    expect(await aging.run({ now: NOW })).toMatchObject({
      archived: [],
      waiting: [],
    });
    const sealing = { ...aging.sealing, ofLedger: undefined };
    const { work, files } = workOf(knex, { directory, keys, logger, sealing });
    expect((await work.run(runContext({ now: NOW }))).archived).toEqual([
      { file: FILE.replace('.1.parquet', '.2.parquet'), events: 10 },
    ]);
    await expectWhole(aging, [...sealed, ...unsealed]);
    await files.close();
  });
});
