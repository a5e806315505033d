// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  type NewAuditEvent,
  SEVERITIES,
  type Severity,
} from 'backstage-plugin-audit-log-common';
import type { WaitingEvents } from '../journal/WaitingEvents';
import { createRefusedEvent } from './createRefusedEvent';

/** What is left is for the ends of operations that have begun. */
const FULL = 0.9;
const LOOK_MS = 1_000;

/** @public */
export interface RefusalsOptions {
  /** Whose events wait: of which plugin the event is that says how many operations were refused. */
  readonly plugin: string;
  /** From which severity on operations are refused; none is when it is undefined. */
  readonly severity: Severity | undefined;
  readonly waiting: Pick<WaitingEvents, 'fill' | 'isJournaling'>;
  /** Whether what waits is taken by whom it waits for. */
  readonly isGettingOn: () => boolean;
  readonly logger: LoggerService;
  /** Records an event. */
  readonly record: (event: NewAuditEvent) => Promise<void>;
}

/**
 * Refuses operations that could not be recorded: when the journal is full, or when nothing can be written to it and
 * nothing is taken either of what waits. When they can be again, an event says how many were refused.
 *
 * @public
 */
export class Refusals {
  readonly #options: RefusalsOptions;
  #counts: { [severity in Severity]?: number } = {};
  #total = 0;
  #watching: NodeJS.Timeout | undefined;

  private constructor(options: RefusalsOptions) {
    this.#options = options;
  }

  static create(options: RefusalsOptions): Refusals {
    return new Refusals(options);
  }

  /** How many operations were refused so far. */
  get total(): number {
    return this.#total;
  }

  /** Throws a ServiceUnavailableError when an operation of this severity must not happen now. */
  check(severity: Severity): void {
    const least = this.#options.severity;
    if (
      !least ||
      SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(least) ||
      !this.#isBlocked
    ) {
      return;
    }
    this.#total += 1;
    this.#counts[severity] = (this.#counts[severity] ?? 0) + 1;
    this.#watch();
    throw new ServiceUnavailableError(
      'This cannot be done now: it could not be recorded in the audit log, whose storage is full or away. Try again later',
    );
  }

  /** Tells of what was refused so far. */
  async close(): Promise<void> {
    if (this.#watching) {
      await this.#tell();
    }
  }

  get #isBlocked(): boolean {
    const { waiting, isGettingOn } = this.#options;
    return waiting.fill >= FULL || (!waiting.isJournaling && !isGettingOn());
  }

  #watch(): void {
    if (!this.#watching) {
      this.#options.logger.error(
        `Operations of severity ${
          this.#options.severity
        } and above are refused: they could not be recorded, since the journal of the audit log is full or cannot be written, and no events are taken from it`,
      );
      this.#watching = setInterval(() => {
        if (!this.#isBlocked) {
          void this.#tell();
        }
      }, LOOK_MS);
      this.#watching.unref();
    }
  }

  async #tell(): Promise<void> {
    clearInterval(this.#watching);
    this.#watching = undefined;
    const counts = this.#counts;
    this.#counts = {};
    this.#options.logger.info('Operations are not refused any more');
    const { plugin, record } = this.#options;
    await record(createRefusedEvent(counts, { plugin }));
  }
}
