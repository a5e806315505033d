// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { WaitingEvents } from 'backstage-plugin-audit-log-node';

const WARN_EVERY_MS = 60_000;
const TELL_EVERY_MS = 5_000;
/** Fewer than these are stored at once. */
const WORTH_TELLING = 2_000;

/** Tells the log when events cannot be stored, when they can be again, and how many are left of those that have waited. */
export class DrainLog {
  readonly #waiting: WaitingEvents;
  readonly #logger: LoggerService;
  #isFailing = false;
  #warnedAt = -Infinity;
  #told: { readonly at: number; stored: number } | undefined;

  private constructor(waiting: WaitingEvents, logger: LoggerService) {
    this.#waiting = waiting;
    this.#logger = logger;
  }

  static create(options: {
    readonly waiting: WaitingEvents;
    readonly logger: LoggerService;
  }): DrainLog {
    return new DrainLog(options.waiting, options.logger);
  }

  failed(error: unknown): void {
    this.#isFailing = true;
    this.#told = undefined;
    const now = performance.now();
    if (now - this.#warnedAt >= WARN_EVERY_MS) {
      this.#warnedAt = now;
      this.#logger.warn(
        `Audit events cannot be stored; ${this.#waiting.size} wait ${
          this.#waiting.isJournaling ? 'in the journal' : 'in memory'
        } and are tried again`,
        isError(error) ? error : undefined,
      );
    }
  }

  stored(count: number): void {
    const left = this.#waiting.size;
    if (this.#isFailing) {
      this.#isFailing = false;
      this.#warnedAt = -Infinity;
      this.#logger.info('Audit events are being stored again');
    }
    if (left < WORTH_TELLING) {
      if (this.#told && left === 0) {
        this.#told = undefined;
        this.#logger.info('All audit events that have waited are stored');
      }
      return;
    }
    const now = performance.now();
    this.#told ??= { at: now, stored: 0 };
    this.#told.stored += count;
    const seconds = (now - this.#told.at) / 1_000;
    if (seconds * 1_000 >= TELL_EVERY_MS) {
      const rate = Math.round(this.#told.stored / seconds);
      this.#logger.info(
        `${left} audit events wait; ${rate} a second are being stored`,
      );
      this.#told = { at: now, stored: 0 };
    }
  }
}
