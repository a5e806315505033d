// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { type ClockJudgement, judgeClock, USUAL_GAP_MS } from './judgeClock';
import { listRuns } from './operations/listRuns';

/** Restorations are in between, which say nothing of the time; there are not that many of them. */
const MOST_LOOKED_AT = 100;

export interface ClockJudgeOptions {
  readonly knex: Knex;
  readonly dialect: Dialect;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** How often there is a run by itself. */
  readonly runEveryMs: number;
}

/** Says what is thought of the present time, by the last run that went by one. */
export class ClockJudge {
  static create(options: ClockJudgeOptions): ClockJudge {
    return new ClockJudge(options);
  }

  private constructor(private readonly options: ClockJudgeOptions) {}

  async judge(): Promise<ClockJudgement> {
    const { knex, dialect, clock, runEveryMs } = this.options;
    const now = clock();
    const runs = await listRuns(knex, dialect, { limit: MOST_LOOKED_AT });
    const last = runs.find(
      ({ run, record }) => run.state !== 'running' && record.clock,
    );
    return judgeClock(
      now,
      last && {
        startedAt: Date.parse(last.run.startedAt),
        clock: last.record.clock!,
      },
      Math.max(USUAL_GAP_MS, 2 * runEveryMs),
    );
  }

  async isTrusted(): Promise<boolean> {
    return (await this.judge()).doubtedSince === undefined;
  }

  /** Whether it is trusted, and has gone on for a day as it does: what a delay is over by. */
  async isSteady(): Promise<boolean> {
    const { doubtedSince, leaptAt } = await this.judge();
    return doubtedSince === undefined && leaptAt === undefined;
  }
}
