// SPDX-License-Identifier: Apache-2.0
import type { ReportResult } from 'backstage-plugin-audit-log-common';
import { busy, BusyError } from './BusyError';
import type { Emitter } from './Emitter';
import type { ReadItem } from './reading/readItem';
import { takeItems, type TakingOptions } from './takeItems';

/** How long an answer may take, and how long others are waited for, who have the same event in hand. */
export interface IngestionTimes {
  readonly answerWithinMs: number;
  readonly waitForOthersMs: number;
}

const DEFAULT_TIMES: IngestionTimes = {
  answerWithinMs: 20_000,
  waitForOthersMs: 3_000,
};

export interface IngestionOptions extends TakingOptions {
  readonly times?: Partial<IngestionTimes>;
}

/**
 * Takes what was read from a request. It answers when all of it is committed, be it to the ledger or to the quarantine,
 * or throws a BusyError. Then some of it may be committed all the same: to send all of it again is always right.
 */
export class Ingestion {
  static create(options: IngestionOptions): Ingestion {
    return new Ingestion(options);
  }

  readonly #options: IngestionOptions;
  readonly #times: IngestionTimes;
  readonly #underWay = new Set<Promise<void>>();
  #stopped = false;

  private constructor(options: IngestionOptions) {
    this.#options = options;
    this.#times = { ...DEFAULT_TIMES, ...options.times };
  }

  /** A result for each item, in their order. `settled` is called, once, when nothing of it is under way any more. */
  async receive(
    items: readonly ReadItem[],
    emitter: Emitter,
    settled: () => void = () => {},
  ): Promise<ReportResult[]> {
    if (this.#stopped) {
      settled();
      throw busy('The audit log is shutting down');
    }
    const { waitForOthersMs } = this.#times;
    const work = takeItems(items, emitter, {
      ...this.#options,
      waitForOthersMs,
    });
    const underWay: Promise<void> = work
      .then(
        () => {},
        () => {},
      )
      .then(() => {
        this.#underWay.delete(underWay);
        settled();
      });
    this.#underWay.add(underWay);
    return this.#inTime(work);
  }

  /** Takes nothing any more; resolves when nothing is under way, or it has taken too long. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#inTime(Promise.all(this.#underWay)).catch(() => {});
  }

  async #inTime<T>(work: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(busy('The audit log does not answer')),
        this.#times.answerWithinMs,
      );
      timer.unref();
    });
    try {
      return await Promise.race([work, timeUp]);
    } catch (error: unknown) {
      throw error instanceof BusyError
        ? error
        : busy('The audit log cannot keep events', error);
    } finally {
      clearTimeout(timer);
    }
  }
}
