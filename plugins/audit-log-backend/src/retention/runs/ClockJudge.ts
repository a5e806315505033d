// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { type ClockJudgement, judgeClock } from './judgeClock';
import { listRuns } from './operations/listRuns';

/** Restorations are in between, which say nothing of the time; there are not that many of them. */
const MOST_LOOKED_AT = 100;

export interface ClockJudgeOptions {
  readonly knex: Knex;
  readonly dialect: Dialect;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** Says what is thought of the present time, by the last run that went by one. */
export class ClockJudge {
  static create(options: ClockJudgeOptions): ClockJudge {
    return new ClockJudge(options);
  }

  private constructor(private readonly options: ClockJudgeOptions) {}

  async judge(): Promise<ClockJudgement> {
    const { knex, dialect, clock } = this.options;
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
    );
  }

  async isTrusted(): Promise<boolean> {
    return (await this.judge()).doubtedSince === undefined;
  }
}
