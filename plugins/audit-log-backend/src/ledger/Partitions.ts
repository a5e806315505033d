// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { createPartition } from '../database/operations/createPartition';
import { hasDefaultPartitionRows } from '../database/operations/hasDefaultPartitionRows';
import { TABLES } from '../database/tables';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * How far back and ahead there are partitions. What is behind is for what is recorded just before a period ends and arrives after,
 * as journals bring it for a week.
 */
const REACH = {
  month: { behind: 1, ahead: 3 },
  day: { behind: 8, ahead: 14 },
} as const;

/** What is archived and dropped together. */
export type PartitionLength = keyof typeof REACH;

/**
 * Sees to it that PostgreSQL's partitions exist in time. Safe to run in any number of processes, and never the reason for
 * anything to fail: events of a time without a partition go into the default one.
 */
export class Partitions {
  static create(options: {
    readonly knex: Knex;
    readonly logger: LoggerService;
    /** A month by default. A month that has a partition is not divided any more. */
    readonly length?: PartitionLength;
  }): Partitions {
    return new Partitions(
      options.knex,
      options.logger,
      options.length ?? 'month',
    );
  }

  private constructor(
    private readonly knex: Knex,
    private readonly logger: LoggerService,
    private readonly length: PartitionLength,
  ) {}

  /** Creates the current period, some before and some ahead, and looks for events in the default partition. */
  async maintain(now: Date): Promise<void> {
    const { behind, ahead } = REACH[this.length];
    await this.createPeriods(
      this.offset(now, -behind),
      this.offset(now, ahead),
    );
    try {
      if (await hasDefaultPartitionRows(this.knex)) {
        this.logger.warn(
          `There are events in ${TABLES.events}_default, recorded at a time that had no partition. They are kept and found like all others, and are archived row by row`,
        );
      }
    } catch (error: unknown) {
      this.logger.warn(
        'The default partition of the audit log could not be looked at',
        { cause: String(error) },
      );
    }
  }

  /** Creates every period from that of one time to that of another, as far as it is possible. */
  async createPeriods(from: Date, to: Date): Promise<void> {
    for (let start = this.offset(from, 0); start <= to; ) {
      const next = this.offset(start, 1);
      const name = start
        .toISOString()
        .slice(0, this.length === 'month' ? 7 : 10);
      const period = { name, from: Number(start), to: Number(next) };
      for (const table of [TABLES.events, TABLES.refs] as const) {
        try {
          await createPartition(this.knex, table, period);
        } catch (error: unknown) {
          this.logger.warn(
            `The partition of ${table} for ${name} could not be created; its events go into the default partition until it can: if that already holds events of the time, move them out in a maintenance window`,
            { cause: String(error) },
          );
        }
      }
      start = next;
    }
  }

  /** The beginning of the period that is so many after that of a time. */
  private offset(time: Date, periods: number): Date {
    const month = Date.UTC(time.getUTCFullYear(), time.getUTCMonth());
    return this.length === 'month'
      ? new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + periods))
      : new Date(month + (time.getUTCDate() - 1 + periods) * DAY_MS);
  }
}
