// SPDX-License-Identifier: Apache-2.0
import { TestDatabases } from '@backstage/backend-test-utils';
import { uuidAt } from '../../__testUtils__/auditEvent';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { USUAL_POLICY } from '../policy/parsePolicy';
import { DAY_MS, NOTHING, NOW, RunsOfTest } from './__testUtils__/RunsOfTest';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'Runs of retention on %s',
  databaseId => {
    let t: RunsOfTest;

    beforeEach(async () => {
      t = await RunsOfTest.create(await databases.init(databaseId));
    });

    afterEach(async () => {
      await t.close();
      await stopTestLedgers();
    });

    it('do what is due by the policy that holds, keep what came of it, and are on record', async () => {
      t.doing = async () => ({
        archived: [
          { file: '2025-10, default', events: 5 },
          { file: '2025-10, tasks', events: 2 },
        ],
        removed: [{ file: '2024-10, default', events: 3 }],
        returned: [],
        waiting: [],
      });
      t.unknownFiles = async () => 4;
      const runs = t.replica();
      const done = await t.run(runs, { startedBy: 'user:default/boss' });
      expect(done).toEqual({
        id: expect.any(String),
        state: 'done',
        startedAt: new Date(NOW).toISOString(),
        startedBy: 'user:default/boss',
        endedAt: new Date(NOW).toISOString(),
        archivedEvents: 7,
        removedEvents: 3,
      });
      expect(t.asked).toEqual([
        expect.objectContaining({
          policy: USUAL_POLICY,
          now: NOW,
          mayRemove: true,
        }),
      ]);
      const signal = new AbortController().signal;
      expect(await t.asked[0].heldBy({ name: 'x' } as any, signal)).toEqual([
        'held: x',
      ]);
      expect(t.recorded).toEqual([
        expect.objectContaining({
          action: 'retention-run.done',
          severity: 'low',
          meta: {
            run: done.id,
            archived: 7,
            archivedFiles: ['2025-10, default', '2025-10, tasks'],
            removed: 3,
            removedFiles: ['2024-10, default'],
          },
        }),
      ]);
      const [{ record }] = await t.replica().list();
      expect(record.unknownFiles).toBe(4);
    });

    it('say what waits', async () => {
      t.doing = async () => ({
        ...NOTHING,
        waiting: [{ file: '2025-10, default', message: 'No room' }],
      });
      // The archive is away altogether.
      t.unknownFiles = () => Promise.reject(new Error('away'));
      expect(await t.run(t.replica())).toMatchObject({
        state: 'waiting',
        waiting: [{ file: '2025-10, default', message: 'No room' }],
      });
      expect(t.recorded).toEqual([
        expect.objectContaining({
          action: 'retention-run.waiting',
          severity: 'medium',
          meta: expect.objectContaining({
            waiting: 1,
            waitingFor: ['2025-10, default: No room'],
          }),
        }),
      ]);
    });

    it('say why they could not go on', async () => {
      t.doing = () => Promise.reject(new Error('The table is gone'));
      expect(await t.run(t.replica())).toMatchObject({
        state: 'failed',
        error: 'Error: The table is gone',
      });
      expect(t.recorded).toEqual([
        expect.objectContaining({
          action: 'retention-run.failed',
          severity: 'high',
          outcome: 'failed',
        }),
      ]);
    });

    it('restore a file for so many days', async () => {
      const runs = t.replica();
      const file = await t.insertFile('archived');
      const busy = await t.insertFile('checked');
      let until: number | undefined;
      t.restore = async (id, options) => {
        options.progress({ step: 'restoring', file: id, events: 0, of: 1 });
        until = options.until;
        return {} as any;
      };
      const given = { startedBy: 'user:default/boss', days: 3 };
      const { id } = await runs.restore(file, given);
      await runs.ended(id);
      expect(await runs.get(id)).toMatchObject({ state: 'done' });
      expect(until).toBe(NOW + 3 * DAY_MS);
      expect(t.recorded).toEqual([
        expect.objectContaining({
          action: 'retention-run.done',
          meta: { run: id, restores: file },
        }),
      ]);
      await expect(runs.restore(busy, given)).rejects.toThrow('is checked');
      await expect(runs.restore(uuidAt(), given)).rejects.toThrow('no file');
      t.restore = () => Promise.reject(new Error('The archive is away'));
      const failed = await runs.restore(file, given);
      await runs.ended(failed.id);
      expect(await runs.get(failed.id)).toMatchObject({
        state: 'failed',
        error: 'Error: The archive is away',
      });
    });
  },
);
