// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { mockServices } from '@backstage/backend-test-utils';
import type { AuditRecord } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { uuidAt } from '../../../__testUtils__/auditEvent';
import { testLedger } from '../../../__testUtils__/testLedger';
import { ARCHIVE_TABLES } from '../../../database/archiveTables';
import { dialectOf } from '../../../database/dialect';
import type {
  RetentionResult,
  RetentionRunContext,
  RetentionWork,
} from '../../archiving/RetentionWork';
import { USUAL_POLICY } from '../../policy/parsePolicy';
import { RetentionPolicies } from '../../policy/RetentionPolicies';
import { ClockJudge } from '../ClockJudge';
import { RetentionRuns } from '../RetentionRuns';

export const HOUR_MS = 60 * 60 * 1000;
export const DAY_MS = 24 * HOUR_MS;
export const NOW = Date.parse('2026-11-30T12:00:00Z');
export const NOTHING: RetentionResult = {
  archived: [],
  removed: [],
  returned: [],
  waiting: [],
};

/** Runs on a database of a test, whose work is what the test says. It MUST be closed. */
export class RunsOfTest {
  static async create(knex: Knex): Promise<RunsOfTest> {
    await testLedger(knex);
    return new RunsOfTest(knex);
  }

  now = NOW;
  recorded: AuditRecord[] = [];
  /** What was asked of the work. */
  readonly asked: RetentionRunContext[] = [];
  doing: (context: RetentionRunContext) => Promise<RetentionResult> =
    async () => NOTHING;
  restore: RetentionWork['restore'] = () =>
    Promise.reject(new Error('not asked for'));
  unknownFiles = async () => 0;
  readonly #open: RetentionRuns[] = [];

  private constructor(readonly knex: Knex) {}

  judge(): ClockJudge {
    const { knex } = this;
    const dialect = dialectOf(knex);
    return ClockJudge.create({
      knex,
      dialect,
      clock: () => this.now,
      runEveryMs: DAY_MS,
    });
  }

  policies(): RetentionPolicies {
    const { knex } = this;
    return RetentionPolicies.create({
      knex,
      dialect: dialectOf(knex),
      auditLog: { record: async record => void this.recorded.push(record) },
      clock: () => this.now,
      judge: this.judge(),
      settings: {
        policy: USUAL_POLICY,
        period: 'month',
        changeDelayMs: 7 * DAY_MS,
        runEveryMs: DAY_MS,
      },
    });
  }

  /** Those of a process. */
  replica(): RetentionRuns {
    const { knex } = this;
    const common = {
      knex,
      dialect: dialectOf(knex),
      auditLog: {
        record: async (record: AuditRecord) => void this.recorded.push(record),
      },
      clock: () => this.now,
      judge: this.judge(),
    };
    const runs = RetentionRuns.create({
      ...common,
      policies: this.policies(),
      holds: { heldBy: async ({ name }) => [`held: ${name}`] },
      work: {
        run: context => {
          this.asked.push(context);
          return this.doing(context);
        },
        restore: (...given) => this.restore(...given),
        endRestoration: () => Promise.reject(new Error('not asked for')),
      },
      countUnknownFiles: () => this.unknownFiles(),
      logger: mockServices.logger.mock(),
    });
    this.#open.push(runs);
    return runs;
  }

  /** To its end. */
  async run(runs: RetentionRuns, options = {}) {
    const { id } = await runs.start(options);
    await runs.ended(id);
    return runs.get(id);
  }

  async insertFile(state: string): Promise<string> {
    const { knex } = this;
    const id = uuidAt();
    const time = dialectOf(knex).writeTime(0);
    await knex(ARCHIVE_TABLES.files).insert({
      id,
      period: '2025-10',
      class: id,
      part: 1,
      name: id,
      state,
      before_sequence: 0,
      recorded_from: time,
      recorded_to: time,
      started_at: time,
    });
    return id;
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map(runs => runs.close()));
  }
}

/** Work that ends when it is told to. */
export async function untilAborted({
  signal,
}: Pick<RetentionRunContext, 'signal'>): Promise<RetentionResult> {
  if (!signal.aborted) {
    await once(signal, 'abort');
  }
  throw signal.reason;
}
