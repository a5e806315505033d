// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type {
  AuditEventSink,
  WaitingEvent,
  WaitingEvents,
} from 'backstage-plugin-audit-log-node';
import { answerInTime } from './answerInTime';
import { createUnstorableEvent } from './createUnstorableEvent';
import { DrainLog } from './DrainLog';
import { Gathering } from './Gathering';
import { refusalOf } from './refusalOf';
import { retryPause } from './retryPause';

/** Handed on in parts, one beside the other: the more there are, the less often it is waited for the last of them. */
const LARGEST_BATCH = 4_000;
/** So many are worth a transaction of their own, however quickly they came. */
const ENOUGH = 500;
/** After a failure no more than this many are tried at once. */
const LARGEST_RETRY = 1_000;
const MOST_BYTES = 8_000_000;
/** Alone and as often as this in vain: then the event may be to blame, and not the store. */
const ATTEMPTS_BEFORE_BLAME = 8;
/** A store that has been silent for so long does not get on. */
const SILENT_MS = 5_000;

const NONE: ReadonlySet<string> = new Set();

export interface DrainTimes {
  /**
   * How long what is in the journal waits for company. Nobody waits for it, and one transaction does for all that comes
   * meanwhile: a busy portal and its database have far fewer of them.
   */
  readonly gatherMs: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** After which a store that does not answer counts as one that failed. Appending again is safe: ids are known. */
  readonly appendTimeoutMs: number;
}

const DEFAULT_TIMES: DrainTimes = {
  gatherMs: 50,
  firstRetryMs: 100,
  longestRetryMs: 30_000,
  appendTimeoutMs: 60_000,
};

export interface DrainOptions {
  readonly waiting: WaitingEvents;
  readonly next: AuditEventSink;
  /**
   * Ids of those events that the next sink has already. Asked for what may have been handed on before: by a process that
   * has died, or by us, without an answer. Without it the next sink is relied upon to know.
   */
  readonly known?: (
    events: readonly NewAuditEvent[],
  ) => Promise<ReadonlySet<string>>;
  /** What comes before what waits: nothing of it is handed on until this resolves, which it must be asked for each time. */
  readonly after?: () => Promise<void>;
  readonly logger: LoggerService;
  readonly times?: Partial<DrainTimes>;
}

/**
 * Hands on what waits in the background, in order, until the next sink has taken it.
 *
 * While the next sink fails, batches are halved and retried with growing pauses. When an event fails alone, many times,
 * the one after it is tried: if that one is taken, and the event still is not, then the event is to blame and not the
 * store, and its stand-in is stored. (This is the one case in which order gives way: nobody waits behind a bad event.)
 */
export class Drain {
  readonly #options: DrainOptions;
  readonly #times: DrainTimes;
  readonly #log: DrainLog;
  readonly #gathering: Gathering;
  readonly #abort = new AbortController();
  #running: Promise<void> | undefined;
  #isWoken = false;
  #batchSize = LARGEST_BATCH;
  #failures = 0;
  #failedAlone = 0;
  #onFailure = () => {};
  #handing: { readonly oldest: string; readonly since: number } | undefined;

  private constructor(options: DrainOptions) {
    this.#options = options;
    this.#times = { ...DEFAULT_TIMES, ...options.times };
    this.#log = DrainLog.create(options);
    this.#gathering = new Gathering({
      longestMs: this.#times.gatherMs,
      enough: ENOUGH,
    });
  }

  static create(options: DrainOptions): Drain {
    return new Drain(options);
  }

  /** When the oldest event that waits was recorded, if that is known and any waits. */
  get oldestWaitingAt(): string | undefined {
    return this.#handing?.oldest;
  }

  /** Whether the next sink takes what it is given. */
  get isGettingOn(): boolean {
    const since = this.#handing?.since ?? Infinity;
    return this.#failures === 0 && performance.now() - since < SILENT_MS;
  }

  /** Whether anything waits, or may. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Whether the last event that waits has failed so often that it may be to blame, with none after it that could tell. */
  get isHeldUp(): boolean {
    return (
      this.#failedAlone >= ATTEMPTS_BEFORE_BLAME &&
      this.#options.waiting.size <= 1
    );
  }

  /** There is something that waits. */
  wake(): void {
    this.#isWoken = true;
    if (!this.#running && !this.#abort.signal.aborted) {
      this.#running = this.#run();
    } else {
      this.#gathering.join();
    }
  }

  /** Resolves when nothing waits any more, which may be never. */
  flush(): Promise<void> {
    return this.#gathering.hurry(async () => {
      while (this.#running) {
        await this.#running;
      }
    });
  }

  /**
   * Hands on what waits, for as long as is given; what is in the journal only until the next sink fails, since it is safe
   * there.
   */
  async close(timeoutMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const isEnough = new Promise<void>(resolve => {
      timer = setTimeout(resolve, timeoutMs);
      this.#onFailure = () => {
        if (this.#options.waiting.isJournaling) {
          resolve();
        }
      };
    });
    if (this.#failures > 0) {
      this.#onFailure();
    }
    await Promise.race([this.flush(), isEnough]);
    clearTimeout(timer);
    this.#abort.abort();
  }

  async #run(): Promise<void> {
    const { waiting } = this.#options;
    const { signal } = this.#abort;
    do {
      this.#isWoken = false;
      // What is in memory only has no time to lose.
      await (waiting.isJournaling ? this.#gathering.wait() : nextTurn());
      while (!signal.aborted && (await this.#handOn())) {
        // Until nothing waits.
      }
    } while (this.#isWoken && !signal.aborted);
    this.#handing = undefined;
    // In the same turn as the last look at what waits: whoever wakes it from now on starts it again.
    this.#running = undefined;
  }

  /** False when nothing waits. */
  async #handOn(): Promise<boolean> {
    const { waiting, after } = this.#options;
    let batch: readonly WaitingEvent[] = [];
    try {
      await after?.();
      batch = await this.#next(this.#batchSize);
      if (batch.length === 0) {
        return false;
      }
      await this.#store(batch);
      await waiting.done();
      this.#succeeded(batch.length);
    } catch (error: unknown) {
      await this.#failed(batch.length, error);
    }
    return true;
  }

  async #next(entries: number): Promise<readonly WaitingEvent[]> {
    const next = await this.#options.waiting.next({
      entries,
      bytes: MOST_BYTES,
    });
    this.#handing = next[0] && {
      oldest: eventOf(next[0]).recordedAt,
      since: performance.now(),
    };
    return next;
  }

  /** Gets the oldest event, or its stand-in, past a store that is shown to be up. */
  async #passes(): Promise<boolean> {
    const [blamed, ...neighbours] = await this.#next(2);
    if (neighbours.length === 0) {
      return false;
    }
    try {
      await this.#store(neighbours);
      const refusal = await refusalOf(
        () => this.#store([blamed]),
        () => this.#known(neighbours.map(eventOf)),
      );
      if (refusal) {
        const standIn = createUnstorableEvent(eventOf(blamed), refusal.error);
        await this.#append([standIn]);
      }
      await this.#options.waiting.done();
      return true;
    } catch {
      return false;
    }
  }

  async #store(batch: readonly WaitingEvent[]): Promise<void> {
    const events = batch.map(eventOf);
    const doubtful =
      this.#failures > 0
        ? events
        : events.filter((_, index) => batch[index].isTakenOver);
    const ids = await this.#known(doubtful);
    const missing = events.filter(({ id }) => !ids.has(id));
    if (missing.length > 0) {
      await this.#append(missing);
    }
  }

  /** Ids of those that the next sink is known to have. */
  async #known(events: readonly NewAuditEvent[]): Promise<ReadonlySet<string>> {
    const { known } = this.#options;
    return known && events.length > 0 ? this.#inTime(known(events)) : NONE;
  }

  async #append(events: readonly NewAuditEvent[]): Promise<void> {
    // Sinks do not throw, but those of others might.
    await this.#inTime((async () => this.#options.next.append(events))());
  }

  #inTime<T>(work: Promise<T>): Promise<T> {
    return answerInTime(work, this.#times.appendTimeoutMs);
  }

  #succeeded(count: number): void {
    this.#batchSize = Math.min(this.#batchSize * 2, LARGEST_BATCH);
    this.#failedAlone = 0;
    this.#failures = 0;
    this.#log.stored(count);
  }

  async #failed(count: number, error: unknown): Promise<void> {
    this.#failures += 1;
    this.#log.failed(error);
    this.#onFailure();
    if (count > 1) {
      this.#batchSize = Math.min(Math.ceil(count / 2), LARGEST_RETRY);
      this.#failedAlone = 0;
    } else if (
      ++this.#failedAlone >= ATTEMPTS_BEFORE_BLAME &&
      (await this.#passes().catch(() => false))
    ) {
      this.#succeeded(2);
      return;
    }
    await retryPause(this.#failures, this.#times, this.#abort.signal);
  }
}

function eventOf({ event, content }: WaitingEvent): NewAuditEvent {
  return event ?? JSON.parse(content);
}
