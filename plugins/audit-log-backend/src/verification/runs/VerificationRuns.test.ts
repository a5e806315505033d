// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { AuditRecord } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { SEALING_TABLES } from '../../database/sealingTables';
import { TABLES } from '../../database/tables';
import { sealedLedger } from '../__testUtils__/sealedLedger';
import { createVerification } from '../createVerification';
import { Pace } from '../Pace';
import { VerificationRuns } from './VerificationRuns';

jest.setTimeout(180_000);

const HOUR_MS = 60 * 60_000;

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())(
  'Runs of verification on %s',
  databaseId => {
    let knex: Knex;
    let ledger: Awaited<ReturnType<typeof sealedLedger>>;
    let recorded: AuditRecord[];
    const open: VerificationRuns[] = [];
    const logger = mockServices.logger.mock();

    /** From now on a run that nobody waits for rests until it is told to stop. */
    const letUnhurriedRest = () =>
      jest.spyOn(Pace, 'unhurried').mockImplementation(() =>
        Object.assign(Pace.hurried(), {
          breathe: async (signal: AbortSignal) => {
            await sleep(HOUR_MS, undefined, { signal });
          },
        }),
      );

    /** Those of a process. */
    const replica = () => {
      const runs = VerificationRuns.create({
        knex,
        dialect: dialectOf(knex),
        sealing: ledger,
        auditLog: { record: async record => void recorded.push(record) },
        logger,
      });
      open.push(runs);
      return runs;
    };

    beforeEach(async () => {
      jest.clearAllMocks();
      knex = await databases.init(databaseId);
      ledger = await sealedLedger(knex);
      await ledger.append(Array.from({ length: 300 }, () => auditEvent()));
      recorded = [];
    });

    afterEach(async () => {
      jest.restoreAllMocks();
      await Promise.all(open.splice(0).map(runs => runs.close()));
      await stopTestLedgers();
    });

    it('say what they found, keep it, and put it on record as critical', async () => {
      const runs = replica();
      const { id: event } = await knex(TABLES.events).first('id');
      await knex(TABLES.events).where({ id: event }).update({ plugin: 'x' });
      const { id } = await runs.start({ startedBy: 'boss' });
      await runs.ended(id);

      const run = await replica().get(id);
      expect(run).toMatchObject({
        state: 'failed',
        from: 0,
        to: 300,
        verified: 300,
        startedBy: 'boss',
        endedAt: expect.any(String),
      });
      expect(run.findings[0]).toMatchObject({ kind: 'altered' });
      expect(run.findingCount).toBeGreaterThanOrEqual(run.findings.length);
      expect(recorded).toEqual([
        expect.objectContaining({
          action: 'ledger-verify.failed',
          severity: 'critical',
          meta: expect.objectContaining({ verification: id }),
        }),
      ]);
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining('The audit log was altered'),
      );
    });

    it('are one at a time over all processes, and any of these may stop one', async () => {
      const [one, other] = [replica(), replica()];
      letUnhurriedRest();
      const { id } = await one.start({});
      await expect(other.start({})).rejects.toThrow('already');
      expect(await other.stop(id)).toMatchObject({ state: 'stopped' });
      await expect(other.stop(id)).rejects.toThrow('stopped already');
      const next = await other.start({ startedBy: 'boss' });
      await other.ended(next.id);
      expect(await one.get(next.id)).toMatchObject({ state: 'passed' });
      expect((await one.list()).map(run => run.state)).toEqual([
        'passed',
        'stopped',
      ]);
      await one.close();
      expect(await one.get(id)).toMatchObject({ state: 'stopped' });
    });

    it('are interrupted when their process ends, or dies, and then another may begin', async () => {
      const one = replica();
      letUnhurriedRest();
      const { id } = await one.start({});
      await one.close();
      expect(await replica().get(id)).toMatchObject({ state: 'interrupted' });

      const dialect = dialectOf(knex);
      const longAgo = dialect.writeTime(Date.now() - 120_000);
      await knex(SEALING_TABLES.verifications).update({
        state: 'running',
        beat_at: longAgo,
        ended_at: null,
      });
      const other = replica();
      expect(await other.get(id)).toMatchObject({ state: 'interrupted' });
      const next = await other.start({ startedBy: 'boss' });
      await other.ended(next.id);
      expect(await other.get(next.id)).toMatchObject({ state: 'passed' });
    });

    it('begin by themselves as often as is configured', async () => {
      const scheduled: any[] = [];
      const scheduler = mockServices.scheduler.mock({
        scheduleTask: async task => void scheduled.push(task),
      });
      const verification = createVerification({
        knex,
        dialect: dialectOf(knex),
        sealing: { ...ledger, verifyEveryMs: 3_600_000 } as any,
        auditLog: { record: async record => void recorded.push(record) },
        logger,
        scheduler,
      });
      await verification.start();
      const [{ fn, ...task }] = scheduled;
      expect(task).toMatchObject({
        scope: 'global',
        frequency: { milliseconds: 3_600_000 },
      });
      await fn(new AbortController().signal);
      expect(recorded.map(({ action }) => action).sort()).toEqual([
        'ledger-verify.passed',
        'ledger-verify.start',
      ]);
      const [run] = await verification.verifications.list();
      expect(run).toMatchObject({ state: 'passed', verified: 300 });
      expect(run).not.toHaveProperty('startedBy');
      await verification.stop();
    });
  },
);
