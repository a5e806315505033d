// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { sharedDatabase } from '../../__testUtils__/sharedDatabase';
import { startProcess } from '../../__testUtils__/startProcess';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import { verifyAll } from '../../verification/__testUtils__/verifyAll';
import {
  agingLedger,
  closeAgingLedgers,
  eventsFrom,
  expectCounted,
  expectWhole,
  type AgingLedger,
} from './__testUtils__/agingLedger';
import type { ArchivingProcessTask } from './__testUtils__/archivingProcess';
import { POLICY } from './__testUtils__/workOf';
import type { WorkStep } from './WorkContext';

const PROGRAM = join(__dirname, '__testUtils__/archivingProcess.ts');
const FILE = 'events/year=2025/month=01/2025-01.default.1.parquet';
const ARCHIVING = '2026-02-01T00:00:00Z';
const REMOVING = '2027-02-01T00:00:00Z';
const UNTIL = '2026-02-10T00:00:00Z';
/** One class stays, so that the events of the other leave some at a time: 500. */
const TWO_CLASSES = {
  ...POLICY,
  rules: [{ name: 'long', category: ['Access'], live: 'P9Y' }],
};

const isStaying = (index: number, staying: number) =>
  index < 2 * staying && index % 2 === 1;

const databases = TestDatabases.create({ ids: ['POSTGRES_18'] });

describe.each(['SQLite', 'PostgreSQL'] as const)('Archiving on %s', engine => {
  let directory: string;
  let knex: Knex;
  let database: Knex.Config;
  let aging: AgingLedger;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'audit-log-crash-'));
    ({ knex, database } = await sharedDatabase(engine, databases, directory));
    aging = await agingLedger(knex, { partitions: ['2025-01-15'] });
  });

  afterEach(async () => {
    await closeAgingLedgers();
    await stopTestLedgers();
    await knex.destroy();
    await rm(directory, { recursive: true, force: true });
  });

  /** Between the first of 1,200 that are due there are some of another class. */
  const append = (staying: number) =>
    aging.append(
      eventsFrom('2025-01-03T10:00:00Z', 1_200 + staying, index => ({
        targets: [{ ref: 'component:default/a' }, { ref: `x:${index % 5}` }],
        ...(isStaying(index, staying) && { category: 'Access' }),
      })),
    );

  const taskOf = (
    task: Partial<ArchivingProcessTask> & { readonly now: string },
  ): ArchivingProcessTask => ({
    database,
    directory: aging.directory,
    key: aging.keys.signing[0].toPem(),
    policy: POLICY,
    ...task,
  });

  /** Runs a process up to a step, and ends it there without warning. */
  const killAt = async (
    step: WorkStep,
    task: Partial<ArchivingProcessTask> & { readonly now: string },
    time = 1,
  ) => {
    const stopAt = { step, time };
    const victim = startProcess(PROGRAM, taskOf({ ...task, stopAt }));
    await victim.until(lines => lines.includes('stopped'));
    await victim.kill();
  };

  const expectSound = async () => {
    expect(await verifyAll(knex, aging.keys, undefined, aging)).toMatchObject({
      findings: [],
    });
  };

  it.each<readonly [WorkStep, number, number]>([
    ['begun', 1, 0],
    ['written-locally', 1, 0],
    ['noted', 1, 0],
    ['file-put', 1, 0],
    ['written', 1, 0],
    ['checked', 1, 0],
    ['leaving', 1, 0],
    ['all-left', 1, 0],
    ['archived', 1, 0],
    ['leaving', 1, 12],
    // As many stay as have left: there are as many as were due.
    ['some-left', 1, 500],
    ['some-left', 2, 1_000],
    ['some-left', 2, 12],
    ['all-left', 1, 12],
  ])(
    'loses nothing and has nothing twice when it is killed at: %s (%d), with so many of another class beside: %d',
    async (step, time, staying) => {
      await append(staying);
      const policy = staying > 0 ? TWO_CLASSES : POLICY;
      const leaving = aging.appended.filter(
        (_, index) => !isStaying(index, staying),
      );
      await killAt(step, { now: ARCHIVING, policy }, time);

      const result = await aging.run({ now: ARCHIVING, policy });

      expect(result.waiting).toEqual([]);
      expect(await aging.states()).toEqual({ [FILE]: 'archived' });
      expect((await aging.filedIds())[FILE]).toEqual(
        leaving.map(({ id }) => id),
      );
      expect(await aging.liveIds()).toHaveLength(staying);
      await expectWhole(aging);
      await expectSound();
    },
  );

  it.each<readonly [WorkStep, string, number]>([
    ['removal-noted', POLICY.archive, 0],
    ['file-removed', POLICY.archive, 0],
    ['removing', POLICY.archive, 0],
    ['statement-put', POLICY.archive, 0],
    ['removing', 'P0D', 0],
    ['some-left', 'P0D', 500],
    ['all-left', 'P0D', 0],
    ['statement-put', 'P0D', 0],
  ])(
    'removes all or nothing when it is killed at: %s, with an archive of %s and so many of another class beside: %d',
    async (step, archive, staying) => {
      await append(staying);
      const policy = { ...(staying > 0 ? TWO_CLASSES : POLICY), archive };
      if (archive !== 'P0D') {
        await aging.run({ now: ARCHIVING, policy });
      }
      await killAt(step, { now: REMOVING, policy });

      const result = await aging.run({ now: REMOVING, policy });

      expect(result).toMatchObject({
        removed: [{ file: FILE, events: 1_200 }],
        waiting: [],
      });
      expect(await aging.states()).toEqual({ [FILE]: 'removed' });
      expect(await aging.liveIds()).toHaveLength(staying);
      const left: string[] = [];
      for await (const name of aging.store.list('')) {
        left.push(name);
      }
      expect(left).toEqual(['removals/2025-01.default.1.json']);
      await expectCounted(knex);
      await expectSound();
    },
  );

  describe('with a file restored', () => {
    let restore: string;

    beforeEach(async () => {
      await append(0);
      await aging.run({ now: ARCHIVING });
      [restore] = await knex(ARCHIVE_TABLES.files).pluck('id');
    });

    const ageRestoration = () =>
      // As if its last sign of life were long ago.
      knex(ARCHIVE_TABLES.files).update({
        started_at: engine === 'SQLite' ? 1 : new Date(1),
      });

    const restoreAgain = () =>
      aging.work.restore(restore, {
        until: Date.parse(UNTIL),
        restoredBy: 'user:default/kim',
        signal: new AbortController().signal,
        progress: () => {},
      });

    it.each<readonly [WorkStep, number]>([
      ['restoring', 1],
      ['some-restored', 2],
      ['all-restored', 1],
    ])(
      'takes back what was restored of it, or completes it, when that is killed at: %s',
      async (step, time) => {
        const task = { now: ARCHIVING, restore, until: Date.parse(UNTIL) };
        await killAt(step, task, time);
        // It may still be alive: nobody touches it.
        expect(await aging.run({ now: ARCHIVING })).toMatchObject({
          returned: [],
          archived: [],
        });
        await expect(restoreAgain()).rejects.toThrow('restored already');

        await ageRestoration();
        await restoreAgain();
        expect((await aging.liveIds()).sort()).toEqual(
          aging.appended.map(({ id }) => id).sort(),
        );
        await expectCounted(knex);
        await expectSound();

        await aging.run({ now: UNTIL });
        await expectWhole(aging);
        await killAt(step, task, time);
        await ageRestoration();
        await aging.run({ now: ARCHIVING });
        expect(await aging.liveIds()).toEqual([]);
        await expectWhole(aging);
        await expectSound();
      },
    );

    it.each<WorkStep>(['returning', 'all-left', 'returned'])(
      'takes it back when that is killed at: %s',
      async step => {
        await restoreAgain();
        await killAt(step, { now: UNTIL });

        await aging.run({ now: UNTIL });

        expect(await aging.liveIds()).toEqual([]);
        expect(await aging.states()).toEqual({ [FILE]: 'archived' });
        await expectWhole(aging);
        await expectSound();
      },
    );

    it('takes it back, and nothing else, when that is killed with as many gone as there are others', async () => {
      // Of the same month, and of a class that is not due.
      const others = eventsFrom('2025-01-20T10:00:00Z', 500, () => ({
        category: 'Access',
      }));
      await restoreAgain();
      await aging.append(others);
      const task = { now: UNTIL, policy: TWO_CLASSES };
      await killAt('some-left', task);
      expect(await aging.liveIds()).toHaveLength(1_200);

      await aging.run(task);

      expect((await aging.liveIds()).sort()).toEqual(
        others.map(({ id }) => id).sort(),
      );
      expect(await aging.states()).toEqual({ [FILE]: 'archived' });
      await expectWhole(aging);
      await expectSound();
    });
  });
});
