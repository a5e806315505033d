// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { createPartition } from '../database/operations/createPartition';
import { hasDefaultPartitionRows } from '../database/operations/hasDefaultPartitionRows';
import { TABLES } from '../database/tables';

/** The month before is for what is recorded just before it ends and arrives after. */
const MONTHS_BEHIND = 1;
const MONTHS_AHEAD = 3;

/**
 * Sees to it that the months of PostgreSQL's partitions exist in time. Safe to run in any number of processes, and never
 * the reason for anything to fail: events of a month without a partition go into the default one.
 */
export class Partitions {
  static create(options: {
    readonly knex: Knex;
    readonly logger: LoggerService;
  }): Partitions {
    return new Partitions(options.knex, options.logger);
  }

  private constructor(
    private readonly knex: Knex,
    private readonly logger: LoggerService,
  ) {}

  /** Creates the current month, the one before and three ahead, and looks for events in the default partition. */
  async maintain(now: Date): Promise<void> {
    const month = (offset: number) =>
      new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset));
    await this.createMonths(month(-MONTHS_BEHIND), month(MONTHS_AHEAD));
    try {
      if (await hasDefaultPartitionRows(this.knex)) {
        this.logger.warn(
          `There are events in ${TABLES.events}_default, recorded in a month that had no partition. They are kept and found like all others, but cannot be archived with their month`,
        );
      }
    } catch (error: unknown) {
      this.logger.warn(
        'The default partition of the audit log could not be looked at',
        { cause: String(error) },
      );
    }
  }

  /** Creates every month from that of one time to that of another, as far as it is possible. */
  async createMonths(from: Date, to: Date): Promise<void> {
    for (
      let month = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth()));
      month <= to;
      month = new Date(
        Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1),
      )
    ) {
      for (const table of [TABLES.events, TABLES.refs] as const) {
        try {
          await createPartition(this.knex, table, month);
        } catch (error: unknown) {
          this.logger.warn(
            `The partition of ${table} for ${month
              .toISOString()
              .slice(
                0,
                7,
              )} could not be created; its events go into the default partition until it can: if that already holds events of the month, move them out in a maintenance window`,
            { cause: String(error) },
          );
        }
      }
    }
  }
}
