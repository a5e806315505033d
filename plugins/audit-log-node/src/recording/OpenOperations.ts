// SPDX-License-Identifier: Apache-2.0
import type { Operation } from './Operation';

const MOST_OPERATIONS = 10_000;
const MOST_CHARACTERS = 32 * 1024 * 1024;

/** Called once for an operation that has not ended in time, which may still end afterwards. */
export type Unfinished = (operation: Operation) => Promise<void>;

interface Entry {
  readonly giveUpAt: number;
  readonly unfinished: Unfinished;
  /** About how many characters the operation keeps. */
  characters: number;
}

/**
 * The operations of all plugins that have begun and not ended. One that stays open for too long is given up as
 * unfinished: after a time, when there are too many of them (the oldest first), and when the backend stops.
 */
export class OpenOperations {
  readonly #unfinishedAfterMs: number;
  /** In the order in which they began. */
  readonly #open = new Map<Operation, Entry>();
  #characters = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(unfinishedAfterMs: number) {
    this.#unfinishedAfterMs = unfinishedAfterMs;
  }

  static create(options: {
    readonly unfinishedAfterMs: number;
  }): OpenOperations {
    return new OpenOperations(options.unfinishedAfterMs);
  }

  add(operation: Operation, unfinished: Unfinished): void {
    const giveUpAt = performance.now() + this.#unfinishedAfterMs;
    this.#open.set(operation, { giveUpAt, unfinished, characters: 0 });
    this.resize(operation);
    this.#schedule();
  }

  /** Counts again what an operation keeps. */
  resize(operation: Operation): void {
    const entry = this.#open.get(operation);
    if (!entry) {
      return;
    }
    const { size } = operation.description;
    this.#characters += size - entry.characters;
    entry.characters = size;
    while (
      this.#open.size > MOST_OPERATIONS ||
      (this.#characters > MOST_CHARACTERS && this.#open.size > 1)
    ) {
      void this.#giveUp(this.#open.keys().next().value!);
    }
  }

  delete(operation: Operation): void {
    this.#characters -= this.#open.get(operation)?.characters ?? 0;
    this.#open.delete(operation);
  }

  /** Gives up all that are open. Resolves when their events have been handed on. */
  async close(): Promise<void> {
    await Promise.all(
      [...this.#open.keys()].map(operation => this.#giveUp(operation)),
    );
  }

  async #giveUp(operation: Operation): Promise<void> {
    const { unfinished } = this.#open.get(operation)!;
    this.delete(operation);
    await unfinished(operation);
  }

  /** One timer for all: they are due in the order in which they began. */
  #schedule(): void {
    const oldest = this.#open.values().next().value;
    if (this.#timer || !oldest) {
      return;
    }
    // Node's timers take no more than 31 bits; a longer wait is looked at again on the way.
    const wait = Math.min(
      Math.max(oldest.giveUpAt - performance.now(), 0),
      2 ** 31 - 1,
    );
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const now = performance.now();
      for (const [operation, { giveUpAt }] of this.#open) {
        if (giveUpAt > now) {
          break;
        }
        void this.#giveUp(operation);
      }
      this.#schedule();
    }, wait);
    this.#timer.unref();
  }
}
