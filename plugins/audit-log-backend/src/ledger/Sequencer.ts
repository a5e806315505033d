// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Dialect } from '../database/dialect';
import { hasUnsequencedBatches } from '../database/operations/hasUnsequencedBatches';
import { sequenceBatches } from '../database/operations/sequenceBatches';

/** How often each process looks for batches of others. */
const INTERVAL_MS = 250;
/** After a batch of our own: soon, but one turn for many batches. */
const WAKE_MS = 50;

/**
 * Gives committed batches their place in the one order of all streams, within a second of their commit.
 *
 * Every process runs one; whichever looks first does the work, and a process that dies in the middle leaves nothing
 * behind, so that there is no leader to elect and none to wait for.
 */
export class Sequencer {
  static create(options: {
    readonly knex: Knex;
    readonly dialect: Dialect;
    readonly logger: LoggerService;
    /** Told that batches were given their place. MUST NOT throw. */
    readonly sequenced?: () => void;
  }): Sequencer {
    const { knex, dialect, logger, sequenced = () => {} } = options;
    return new Sequencer(knex, dialect, logger, sequenced);
  }

  private woken = new AbortController();
  private failing = false;

  private constructor(
    private readonly knex: Knex,
    private readonly dialect: Dialect,
    private readonly logger: LoggerService,
    private readonly sequenced: () => void,
  ) {}

  /** Works until aborted. Never rejects: the database being away is waited out. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const woken = AbortSignal.any([signal, this.woken.signal]);
      await sleep(INTERVAL_MS, undefined, { signal: woken }).catch(() => {});
      if (this.woken.signal.aborted) {
        await sleep(WAKE_MS, undefined, { signal }).catch(() => {});
        this.woken = new AbortController();
      }
      if (!signal.aborted) {
        await this.turn();
      }
    }
  }

  /** There is a new batch. */
  wake(): void {
    // Each abort makes an error with its stack, also one too many; this is called for every append.
    if (!this.woken.signal.aborted) {
      this.woken.abort();
    }
  }

  private async turn(): Promise<void> {
    try {
      if (await hasUnsequencedBatches(this.knex)) {
        const result = await sequenceBatches(this.knex, this.dialect);
        if (result !== 'done') {
          this.wake();
        }
        this.sequenced();
      }
      this.failing = false;
    } catch (error: unknown) {
      if (!this.failing && !this.dialect.isConcurrencyError(error)) {
        this.failing = true;
        this.logger.warn(
          'Audit events are stored but not put in order for now; it is tried again until it works',
          { cause: String(error) },
        );
      }
    }
  }
}
