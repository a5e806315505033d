// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { eventually } from '../../__testUtils__/eventually';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../database/archiveTables';
import { dialectOf } from '../../database/dialect';
import { NOTHING, RunsOfTest, untilAborted } from './__testUtils__/RunsOfTest';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'Interrupted runs of retention on %s',
  databaseId => {
    let t: RunsOfTest;

    beforeEach(async () => {
      t = await RunsOfTest.create(await databases.init(databaseId));
    });

    afterEach(async () => {
      await t.close();
      await stopTestLedgers();
    });

    it('are one at a time over all processes, and tell how far they are', async () => {
      let finish = () => {};
      t.doing = async ({ progress }) => {
        progress({
          step: 'writing',
          file: '2025-10, default',
          events: 3,
          of: 9,
        });
        await new Promise<void>(resolve => {
          finish = resolve;
        });
        return NOTHING;
      };
      const [one, other] = [t.replica(), t.replica()];
      const results = await Promise.allSettled([
        one.start({}),
        other.start({}),
      ]);
      expect(results.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'rejected',
      ]);
      await expect(other.start({})).rejects.toThrow(
        /under way already; wait until it has ended$/,
      );
      const file = await t.insertFile('archived');
      await expect(
        other.restore(file, { startedBy: 'user:default/boss', days: 1 }),
      ).rejects.toThrow('under way already');
      const running = await eventually(
        async () => (await other.list())[0].run,
        ({ progress }) => progress !== undefined,
      );
      expect(running).toMatchObject({
        state: 'running',
        progress: {
          step: 'writing',
          file: '2025-10, default',
          events: 3,
          of: 9,
        },
      });
      finish();
      const ended = await eventually(
        async () => (await other.list())[0].run,
        ({ state }) => state !== 'running',
      );
      expect(ended.state).toBe('done');
      expect(ended).not.toHaveProperty('progress');
    });

    it('are interrupted when their process ends, and then another may begin', async () => {
      t.doing = untilAborted;
      const one = t.replica();
      const { id } = await one.start({});
      await one.close();
      expect(await t.replica().get(id)).toMatchObject({ state: 'interrupted' });
      expect(t.recorded).toEqual([]);
      await expect(one.start({})).rejects.toThrow('stopping');
      t.doing = async () => NOTHING;
      expect(await t.run(t.replica())).toMatchObject({ state: 'done' });
    });

    it('have ended when their process has, though they were only about to begin', async () => {
      t.doing = untilAborted;
      const one = t.replica();
      const closed = new Promise<void>(resolve => {
        t.knex.on('query', ({ sql }) => {
          if (sql.startsWith('insert') && sql.includes(ARCHIVE_TABLES.runs)) {
            resolve(one.close());
          }
        });
      });

      const starting = one.start({});
      await closed;

      expect(await t.replica().list()).toEqual([
        expect.objectContaining({
          run: expect.objectContaining({ state: 'interrupted' }),
        }),
      ]);
      const { id } = await starting;
      expect(await one.get(id)).toMatchObject({ state: 'interrupted' });
      t.doing = async () => NOTHING;
      expect(await t.run(t.replica())).toMatchObject({ state: 'done' });
    });

    it.each([
      ['long ago', -120_000],
      // A clock was set back since then: the run would seem to live until the time comes again.
      ['in a time to come', 3_600_000],
    ])('that died are known by a last sign of life %s', async (_, ms) => {
      t.doing = untilAborted;
      const dead = t.replica();
      const { id } = await dead.start({});
      await dead.close();
      await t.knex(ARCHIVE_TABLES.runs).update({
        state: 'running',
        beat_at: t.knex.raw(dialectOf(t.knex).timeFromNow(ms)),
        ended_at: null,
      });
      t.doing = async () => NOTHING;
      const other = t.replica();
      expect(await other.get(id)).toMatchObject({ state: 'interrupted' });
      expect(await t.run(other)).toMatchObject({ state: 'done' });
      expect(await other.get(id)).toMatchObject({
        state: 'interrupted',
        endedAt: expect.any(String),
      });
    });

    it('stop when they were taken for dead, so that no two are at the same work', async () => {
      let stopped = false;
      t.doing = async context => {
        try {
          return await untilAborted(context);
        } finally {
          stopped = true;
        }
      };
      const slow = t.replica();
      const { id } = await slow.start({});
      await eventually(
        async () => t.asked.length,
        count => count === 1,
      );
      t.doing = async () => NOTHING;
      const other = t.replica();
      // Between two signs of life of the first, whenever these are.
      const next = await eventually(
        async () => {
          await t.knex(ARCHIVE_TABLES.runs).update({
            beat_at: t.knex.raw(dialectOf(t.knex).timeFromNow(-120_000)),
          });
          return other.start({});
        },
        () => true,
      );
      await slow.ended(id);
      expect(stopped).toBe(true);
      expect(await slow.get(id)).toMatchObject({ state: 'interrupted' });
      expect(next.state).toBeDefined();
    });
  },
);
