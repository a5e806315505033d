// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import {
  type AuditEventSink,
  BoundedEventBuffer,
  type BufferLimits,
  createLostEvent,
} from 'backstage-plugin-audit-log-node';
import { createUnstorableEvent } from './createUnstorableEvent';

const LARGEST_BATCH = 500;
/** Alone and as often as this in vain: then the event may be to blame, and not the store. */
const ATTEMPTS_BEFORE_BLAME = 8;
const WARN_EVERY_MS = 60_000;

export interface QueueTimes {
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** After which a store that does not answer counts as one that failed. Appending again is safe: ids are known. */
  readonly appendTimeoutMs: number;
}

const DEFAULT_TIMES: QueueTimes = {
  firstRetryMs: 100,
  longestRetryMs: 30_000,
  appendTimeoutMs: 60_000,
};

export interface QueueingSinkOptions {
  readonly next: AuditEventSink;
  readonly logger: LoggerService;
  readonly limits?: BufferLimits;
  readonly times?: Partial<QueueTimes>;
}

/**
 * Takes events into memory at once and hands them on in the background, in order, until the next sink has taken them.
 * Safe until the process dies, or until memory is full: then the least severe go, and an event says how many.
 *
 * While the next sink fails, batches are halved and retried with growing pauses. When an event fails alone, many times,
 * the one after it is tried: if that one is taken, and the event still is not, then the event is to blame and not the
 * store, and its stand-in is stored. (This is the one case in which order gives way: nobody waits behind a bad event.)
 */
export class QueueingSink implements AuditEventSink {
  readonly #next: AuditEventSink;
  readonly #logger: LoggerService;
  readonly #times: QueueTimes;
  readonly #buffer: BoundedEventBuffer;
  readonly #abort = new AbortController();
  #running: Promise<void> | undefined;
  #batchSize = LARGEST_BATCH;
  #failures = 0;
  #failedAlone = 0;
  #warnedAt = -Infinity;

  private constructor(options: QueueingSinkOptions) {
    this.#next = options.next;
    this.#logger = options.logger;
    this.#times = { ...DEFAULT_TIMES, ...options.times };
    this.#buffer = BoundedEventBuffer.create(options.limits);
  }

  static create(options: QueueingSinkOptions): QueueingSink {
    return new QueueingSink(options);
  }

  async append(events: readonly NewAuditEvent[]): Promise<void> {
    if (this.#abort.signal.aborted) {
      throw new Error('The audit log has stopped');
    }
    events.forEach(event => this.#buffer.push(event));
    this.#start();
  }

  /** Resolves when nothing waits any more, which may be never. */
  async flush(): Promise<void> {
    while (this.#running) {
      await this.#running;
    }
  }

  /** Hands on what waits, for as long as is given; says how much had to be left. */
  async close(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<void>(resolve => {
      timer = setTimeout(resolve, timeoutMs);
    });
    await Promise.race([this.flush(), timeUp]);
    clearTimeout(timer);
    this.#abort.abort();
    if (this.#buffer.size > 0) {
      this.#logger.error(
        `${
          this.#buffer.size
        } audit events were lost at shutdown: the store did not take them within ${timeoutMs} ms`,
      );
    }
  }

  #start(): void {
    if (!this.#running && !this.#abort.signal.aborted) {
      this.#running = this.#run().finally(() => {
        this.#running = undefined;
        // What arrived after the last look, while this was still running, has started nothing.
        if (this.#buffer.size > 0) {
          this.#start();
        }
      });
    }
  }

  async #run(): Promise<void> {
    while (this.#buffer.size > 0 && !this.#abort.signal.aborted) {
      // Whatever else is reported in this turn goes along.
      await new Promise<void>(resolve => setImmediate(resolve));
      const batch = this.#buffer.peek(this.#batchSize);
      try {
        await this.#store(batch);
        this.#succeeded(batch);
      } catch (error: unknown) {
        await this.#failed(batch, error);
      }
    }
  }

  /** Gets an event, or its stand-in, past a store that is shown to be up. */
  async #passes(event: NewAuditEvent): Promise<boolean> {
    const neighbour = this.#buffer.peek(2).filter(other => other !== event);
    if (neighbour.length === 0) {
      return false;
    }
    try {
      await this.#store(neighbour);
      this.#buffer.remove(neighbour);
      try {
        await this.#store([event]);
      } catch (error: unknown) {
        await this.#store([createUnstorableEvent(event, error)]);
      }
      return true;
    } catch {
      return false;
    }
  }

  async #store(batch: readonly NewAuditEvent[]): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error('The store does not answer')),
        this.#times.appendTimeoutMs,
      );
      timer.unref();
    });
    try {
      await Promise.race([this.#next.append(batch), timeUp]);
    } finally {
      clearTimeout(timer);
    }
  }

  #succeeded(batch: readonly NewAuditEvent[]): void {
    this.#buffer.remove(batch);
    this.#batchSize = Math.min(this.#batchSize * 2, LARGEST_BATCH);
    this.#failedAlone = 0;
    if (this.#failures > 0) {
      this.#failures = 0;
      this.#logger.info('Audit events are being stored again');
    }
    const lost = this.#buffer.takeLost();
    if (lost) {
      this.#buffer.push(createLostEvent(lost));
    }
  }

  async #failed(
    batch: readonly NewAuditEvent[],
    error: unknown,
  ): Promise<void> {
    this.#failures += 1;
    this.#warn(error);
    if (batch.length > 1) {
      this.#batchSize = Math.ceil(batch.length / 2);
      this.#failedAlone = 0;
    } else if (
      ++this.#failedAlone >= ATTEMPTS_BEFORE_BLAME &&
      (await this.#passes(batch[0]))
    ) {
      this.#succeeded(batch);
      return;
    }
    await this.#pause();
  }

  /** Twice as long with each failure, and up to half as long by chance, so that replicas do not come back all at once. */
  async #pause(): Promise<void> {
    const { firstRetryMs, longestRetryMs } = this.#times;
    const longest = Math.min(
      firstRetryMs * 2 ** Math.min(this.#failures - 1, 30),
      longestRetryMs,
    );
    const { signal } = this.#abort;
    await new Promise<void>(resolve => {
      const timer = setTimeout(done, longest * (0.5 + Math.random() / 2));
      timer.unref();
      signal.addEventListener('abort', done, { once: true });
      function done() {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }

  #warn(error: unknown): void {
    const now = Date.now();
    if (now - this.#warnedAt >= WARN_EVERY_MS) {
      this.#warnedAt = now;
      this.#logger.warn(
        `Audit events cannot be stored; ${
          this.#buffer.size
        } wait in memory and are tried again`,
        isError(error) ? error : undefined,
      );
    }
  }
}
