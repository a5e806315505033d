// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { AuditRecord } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { eventually } from '../../__testUtils__/eventually';
import { stopTestLedgers } from '../../__testUtils__/testLedger';
import { dialectOf } from '../../database/dialect';
import { SEALING_TABLES } from '../../database/sealingTables';
import { TABLES } from '../../database/tables';
import { readVerified } from '../../sealing/operations/readVerified';
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

    describe('that have found something', () => {
      beforeEach(async () => {
        await knex(TABLES.events)
          .where({ position: 0 })
          .update({ plugin: 'x' });
      });

      /** That is kept, it counts, is on record as critical, and in the log. */
      const expectTold = async (id: string, state: string) => {
        expect(await replica().get(id)).toMatchObject({
          state,
          findingCount: 1,
          findings: [{ kind: 'altered' }],
        });
        expect((await readVerified(knex)).found).toMatchObject({ id });
        expect(recorded.map(({ action }) => action)).not.toContain(
          'ledger-verify.passed',
        );
        expect(recorded[0]).toMatchObject({
          action: 'ledger-verify.failed',
          severity: 'critical',
          meta: {
            verification: id,
            interrupted: true,
            first: [expect.stringContaining('altered')],
          },
        });
        expect(logger.error).toHaveBeenCalledWith(
          expect.stringContaining('The audit log was altered'),
        );
      };

      /** Begins one that rests once it has compared some events. */
      const resting = async (runs: VerificationRuns) => {
        const rests = new Promise<void>(resolve => {
          jest.spyOn(Pace, 'unhurried').mockImplementation(() =>
            Object.assign(Pace.hurried(), {
              breathe: async (signal: AbortSignal) => {
                resolve();
                await sleep(HOUR_MS, undefined, { signal });
              },
            }),
          );
        });
        const { id } = await runs.start({});
        await rests;
        return id;
      };

      const isKept = (runs: VerificationRuns, id: string) =>
        eventually(
          () => runs.get(id),
          ({ findingCount }) => findingCount === 1,
        );

      it('tell it when they are stopped, by whichever process', async () => {
        const one = replica();
        const id = await resting(one);
        await replica().stop(id);
        await one.close();
        await expectTold(id, 'stopped');
        expect(recorded).toHaveLength(1);
      });

      it('tell it when their process ends', async () => {
        const one = replica();
        const id = await resting(one);
        await one.close();
        await expectTold(id, 'interrupted');
        expect(recorded).toHaveLength(1);
      });

      it('keep it while they go on, and it is told when another one begins after their process has died', async () => {
        const one = replica();
        const id = await resting(one);
        await isKept(one, id);
        expect((await readVerified(knex)).found).toMatchObject({ id });
        // What a killed process leaves, and no more.
        const left = await knex(SEALING_TABLES.verifications)
          .where({ id })
          .first();
        await one.close();
        recorded = [];
        jest.mocked(logger.error).mockClear();
        await knex(SEALING_TABLES.verifications)
          .where({ id })
          .update({
            ...left,
            beat_at: dialectOf(knex).writeTime(Date.now() - 120_000),
          });

        const other = replica();
        const next = await other.start({ from: 256, startedBy: 'boss' });
        expect(recorded).toHaveLength(1);
        await other.ended(next.id);
        expect(await other.get(next.id)).toMatchObject({ state: 'passed' });
        await knex(SEALING_TABLES.verifications)
          .where({ id: next.id })
          .delete();
        recorded.splice(1);
        await expectTold(id, 'interrupted');
      });

      it('tell it when the database is away at the end, which the journal is there for', async () => {
        const one = replica();
        const id = await resting(one);
        const table = SEALING_TABLES.verifications;
        await isKept(one, id);
        await knex.schema.renameTable(table, 'elsewhere');
        await one.close();
        await knex.schema.renameTable('elsewhere', table);
        await expectTold(id, 'running');
        expect(recorded).toHaveLength(1);
      });
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
