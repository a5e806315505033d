// SPDX-License-Identifier: Apache-2.0
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import { dialectOf } from '../../database/dialect';
import {
  DAY_MS,
  HOUR_MS,
  NOW,
  RunsOfTest,
  untilAborted,
} from './__testUtils__/RunsOfTest';
import { parsePolicy } from '../policy/parsePolicy';
import { scheduleRuns } from './scheduleRuns';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'The time of runs of retention on %s',
  databaseId => {
    let t: RunsOfTest;

    beforeEach(async () => {
      t = await RunsOfTest.create(await databases.init(databaseId));
    });

    afterEach(async () => {
      await t.close();
      await stopTestLedgers();
    });

    it('remove nothing while the clock is in doubt, for a day, or until somebody trusts it', async () => {
      const runs = t.replica();
      const mayRemove = async (options = {}) => {
        await t.run(runs, options);
        return t.asked[t.asked.length - 1].mayRemove;
      };
      expect(await mayRemove()).toBe(true);
      t.now += DAY_MS;
      expect(await mayRemove()).toBe(true);
      // Years ahead, as is what is judged by everyone else.
      t.now += 1000 * DAY_MS;
      expect(await t.judge().judge()).toMatchObject({ doubtedSince: t.now });
      expect(await mayRemove()).toBe(false);
      t.now += HOUR_MS;
      expect(await mayRemove()).toBe(false);
      // And back.
      t.now = NOW + 2 * DAY_MS;
      expect(await mayRemove()).toBe(false);
      t.now += 12 * HOUR_MS;
      expect(await mayRemove()).toBe(false);
      t.now += 12 * HOUR_MS;
      expect(await mayRemove()).toBe(true);
      // Off for long, and then trusted by hand; what follows is, too.
      t.now += 100 * DAY_MS;
      expect(await mayRemove({ startedBy: 'x', trustClock: true })).toBe(true);
      t.now += HOUR_MS;
      expect(await mayRemove()).toBe(true);
      expect(t.recorded.filter(({ meta }) => meta?.clockInDoubt).length).toBe(
        4,
      );
    });

    /** By which policy archived events are kept, and by which they will be. */
    const archive = async () => {
      const { effective, pending } = await t.policies().current();
      return [effective, pending].map(of => of?.policy.archive);
    };
    const change = async () => {
      await t.run(t.replica());
      await t.policies().change({
        policy: parsePolicy({ live: '1y', archive: '30d' }, 'policy'),
        reason: 'Space',
        changedBy: 'user:default/boss',
        confirmedEvents: 0,
      });
      expect(await archive()).toEqual(['P1Y', 'P30D']);
    };
    /** Of a process whose clock is ahead. */
    const ahead = async (ms: number, doing: () => Promise<unknown>) => {
      t.now += ms;
      await doing();
      t.now -= ms;
    };
    const lastPolicy = () => t.asked[t.asked.length - 1].policy.archive;

    it.each([7, 10, 30])(
      'have no change hold before its time where a clock is %d days ahead for a moment',
      async days => {
        await t.insertFile('archived');
        await change();
        t.now += HOUR_MS;
        const runs = t.replica();
        await ahead(days * DAY_MS, async () => {
          // Whoever looks at the page.
          await t.policies().settle();
          expect(await archive()).toEqual(['P1Y', 'P30D']);
          await t.run(runs);
          expect(lastPolicy()).toBe('P1Y');
        });
        // Again, since nothing holds it back but what the first has left.
        await ahead(days * DAY_MS + HOUR_MS, () => t.run(runs));
        for (let day = 1; day <= 6; day++) {
          t.now += DAY_MS;
          await t.run(runs);
          expect(lastPolicy()).toBe('P1Y');
          await t.policies().settle();
          expect(await archive()).toEqual(['P1Y', 'P30D']);
        }
        t.now += DAY_MS;
        await t.run(runs);
        expect(lastPolicy()).toBe('P30D');
      },
    );

    it('have a change hold by themselves a day after the portal was off for weeks', async () => {
      await t.insertFile('archived');
      await change();
      const runs = t.replica();
      t.now += 21 * DAY_MS;
      expect(await t.run(runs)).toMatchObject({ state: 'done' });
      expect(t.asked[t.asked.length - 1]).toMatchObject({ mayRemove: true });
      expect(lastPolicy()).toBe('P1Y');
      t.now += DAY_MS;
      await t.run(runs);
      expect(lastPolicy()).toBe('P30D');
      expect(await archive()).toEqual(['P30D', undefined]);
    });

    it('have a change hold at once where somebody says that the clock is right', async () => {
      await t.insertFile('archived');
      await change();
      t.now += 21 * DAY_MS;
      await t.run(t.replica(), { startedBy: 'x', trustClock: true });
      expect(lastPolicy()).toBe('P30D');
    });

    it('do not take a restoration for a sign that the time is right', async () => {
      const runs = t.replica();
      await t.run(runs);
      t.now += 100 * DAY_MS;
      const file = await t.insertFile('archived');
      t.restore = async () => ({} as any);
      const { id } = await runs.restore(file, { startedBy: 'x', days: 1 });
      await runs.ended(id);
      expect(await t.judge().judge()).toMatchObject({ doubtedSince: t.now });
    });

    it('are kept, the last of them', async () => {
      const runs = t.replica();
      await t.run(runs);
      const dialect = dialectOf(t.knex);
      await t.knex.batchInsert(
        ARCHIVE_TABLES.runs,
        Array.from({ length: 600 }, (_, index) => ({
          id: uuidAt(),
          number: index + 2,
          state: 'done',
          // Later and later by a clock that goes back.
          started_at: dialect.writeTime(NOW - index),
          beat_at: dialect.writeTime(NOW),
          archived_events: 0,
          removed_events: 0,
          result: '{}',
        })),
        50,
      );
      const last = await t.run(runs);
      expect((await runs.list())[0].run.id).toBe(last.id);
      const rows = await t.knex(ARCHIVE_TABLES.runs).count({ count: '*' });
      expect(Number(rows[0].count)).toBe(500);
    });

    it('begin by themselves as often as is configured', async () => {
      const scheduled: any[] = [];
      const scheduler = mockServices.scheduler.mock({
        scheduleTask: async task => void scheduled.push(task),
      });
      const runs = t.replica();
      await scheduleRuns({ scheduler, runs, runEveryMs: DAY_MS });
      const [{ fn, ...task }] = scheduled;
      expect(task).toMatchObject({
        id: 'audit-log-retention',
        scope: 'global',
        frequency: { milliseconds: DAY_MS },
        initialDelay: { milliseconds: 300_000 },
      });
      await fn(new AbortController().signal);
      expect((await runs.list()).map(({ run: { state } }) => state)).toEqual([
        'done',
      ]);
      // Another one is at it.
      t.doing = untilAborted;
      const other = t.replica();
      const { id } = await other.start({});
      await fn(new AbortController().signal);
      expect(await runs.list()).toHaveLength(2);
      await other.close();
      expect((await runs.get(id)).state).toBe('interrupted');
      // The scheduler's own time is over.
      const over = new AbortController();
      const running = fn(over.signal);
      setTimeout(() => over.abort(), 50);
      await running;
      expect((await runs.list())[0].run.state).toBe('interrupted');
    });
  },
);
