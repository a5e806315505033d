// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { WaitingEvents } from 'backstage-plugin-audit-log-node';
import { Drain, type DrainOptions } from './Drain';

const LOOK_MS = 1_000;

/**
 * Hands on what waits from before the audit log plugin had started, and what ends of it later. An event of it is never in the
 * journal of the ledger too: of two journals with the same event each may be taken over by another process after a crash.
 */
export class StartingDrain {
  readonly #options: Omit<DrainOptions, 'waiting'>;
  #drain: Drain | undefined;
  #waiting: WaitingEvents | undefined;
  #takingOver: Promise<void> = Promise.resolve();

  private constructor(options: Omit<DrainOptions, 'waiting'>) {
    this.#options = options;
  }

  /** `next` must be what makes events durable. */
  static create(options: Omit<DrainOptions, 'waiting'>): StartingDrain {
    return new StartingDrain(options);
  }

  /** Whether the next sink takes what it is given, as far as is known. */
  get isGettingOn(): boolean {
    return this.#drain?.isGettingOn ?? true;
  }

  /** See `Drain`. */
  get oldestWaitingAt(): string | undefined {
    return this.#drain?.oldestWaitingAt;
  }

  /** What waits, once it is known. */
  get waiting(): WaitingEvents | undefined {
    return this.#waiting;
  }

  /** See `AttachedAuditLog`. */
  resume(waiting: WaitingEvents): () => void {
    const drain = Drain.create({ ...this.#options, waiting });
    this.#drain = drain;
    this.#waiting = waiting;
    this.#takingOver = waiting.takeOver().then(() => drain.wake());
    return () => drain.wake();
  }

  /** Resolves when nothing of it waits any more, which may be never. */
  async flush(): Promise<void> {
    await this.#takingOver;
    await this.#drain?.flush();
  }

  /**
   * Resolves when what comes after it may be handed on: nothing of it waits any more, or nothing but one event that may never
   * be taken, and that nobody else is to wait for.
   */
  async isPast(): Promise<void> {
    await this.#takingOver;
    const drain = this.#drain;
    while (drain?.isRunning && !drain.isHeldUp) {
      await Promise.race([
        drain.flush(),
        sleep(LOOK_MS, undefined, { ref: false }),
      ]);
    }
  }

  /** Hands on what waits, for as long as is given; the rest stays where it is. */
  async close(timeoutMs: number): Promise<void> {
    await this.#takingOver;
    await this.#drain?.close(timeoutMs);
  }
}
