// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  DAY_MS,
  KIM,
  OLD,
  newestFirst,
  RetentionOfTest,
} from './__testUtils__/RetentionOfTest';
import { parsePolicy } from './policy/parsePolicy';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'What is held or restored on %s',
  databaseId => {
    let t: RetentionOfTest;

    beforeEach(async () => {
      t = await RetentionOfTest.create(await databases.init(databaseId));
    });

    afterEach(() => t.close());

    it('keeps what is held, until it is released', async () => {
      await t.run();
      const hold = await t.retention.holds.create(
        { reason: 'Ticket 7', actor: KIM },
        'user:default/boss',
      );
      await t.retention.holds.create(
        { reason: 'Of somebody else', actor: 'user:default/nobody' },
        'user:default/boss',
      );
      t.now = Date.parse('2027-10-01T00:00:01Z');
      // Off for ten months: nothing is removed, and the page says why.
      expect((await t.run()).removedEvents).toBe(0);
      expect((await t.retention.overview.read()).clock).toMatchObject({
        message: expect.stringContaining('Nothing is removed'),
      });
      expect((await t.run({ trustClock: true })).removedEvents).toBe(0);
      const file = await t.fileOf('2025-09');
      expect(file).toMatchObject({ state: 'archived' });
      expect(file!.holds).toContain(hold.id);

      await t.retention.holds.release(hold.id, {
        reason: 'Settled',
        releasedBy: 'user:default/boss',
      });
      expect((await t.run()).removedEvents).toBe(25);
      expect(await t.fileOf('2025-09')).toMatchObject({ state: 'removed' });
      expect((await t.search('2025-09-01', '2025-10-01')).ids).toEqual([]);
    });

    it('keeps what is held by somebody while a run is under way', async () => {
      t.retention = await t.replica({}, async (step, file) => {
        if (step === 'archived' && file.period.name === '2024-09') {
          await t.retention.holds.create(
            { reason: 'Just now', project: 'system:default/retail' },
            'user:default/boss',
          );
        }
      });
      expect(await t.run()).toMatchObject({
        archivedEvents: 55,
        removedEvents: 0,
      });
      expect(await t.fileOf('2024-09')).toMatchObject({ state: 'archived' });
    });

    it('restores a month for a time, and takes it back', async () => {
      await t.run();
      const { id } = (await t.fileOf('2025-09'))!;
      const begun = await t.retention.runs.restore(id, {
        startedBy: 'user:default/boss',
        days: 3,
      });
      await t.retention.runs.ended(begun.id);
      expect((await t.retention.runs.get(begun.id)).state).toBe('done');
      expect(await t.liveIds()).toHaveLength(35);
      expect(await t.fileOf('2025-09')).toMatchObject({
        restoredBy: 'user:default/boss',
        restoredUntil: new Date(t.now + 3 * DAY_MS).toISOString(),
      });
      await expect(
        t.retention.runs.restore(id, { startedBy: 'x', days: 1 }),
      ).rejects.toThrow('restored already');
      // Once, although it is in both places.
      const { ids } = await t.search('2025-09-01', '2025-10-01');
      expect(ids).toEqual(newestFirst(OLD));

      t.now += 3 * DAY_MS + 1;
      await t.run();
      expect(await t.liveIds()).toHaveLength(10);
      expect(await t.fileOf('2025-09')).not.toHaveProperty('restoredUntil');
      expect(t.actions()).toContain('archive-write.return');
      const { stored, recounted } = await t.counts();
      expect(stored).toEqual(recounted);

      const again = await t.retention.runs.restore(id, {
        startedBy: 'user:default/boss',
        days: 90,
      });
      await t.retention.runs.ended(again.id);
      expect(await t.liveIds()).toHaveLength(35);
      await t.retention.endRestoration(id);
      await t.run();
      expect(await t.liveIds()).toHaveLength(10);
      await expect(t.retention.endRestoration(id)).rejects.toThrow();
    });

    it('goes by a changed policy once that has taken effect, and not before', async () => {
      await t.run();
      const policy = parsePolicy({ live: '1y', archive: '30d' }, 'policy');
      const preview = await t.retention.policies.preview(policy);
      expect(preview).toMatchObject({ sooner: 35, atOnce: 25 });
      await t.retention.policies.change({
        policy,
        reason: 'Ticket 7',
        changedBy: 'user:default/boss',
        confirmedEvents: 35,
      });
      t.now += 6 * DAY_MS;
      expect((await t.run()).removedEvents).toBe(0);
      t.now += 2 * DAY_MS;
      expect((await t.run()).removedEvents).toBe(25);
      const statements = await t.retention.removals.statements();
      expect(statements.map(({ policy: of }) => of)).toEqual([
        { live: 'P1Y', archive: 'P1Y' },
        { live: 'P1Y', archive: 'P30D' },
      ]);
    });
  },
);
