// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';

/** So that asking takes a fiftieth of the time at most, however long it takes. */
const TIMES_AS_LONG = 50;
const LONGEST_MS = 60_000;

/** An answer that is asked for once for all who want it at the same time, and remembered for a while: the longer it took, the longer. */
export class Remembered<T> {
  #asking: Promise<T> | undefined;
  #answer: { readonly value: T; readonly until: number } | undefined;

  constructor(private readonly ask: () => Promise<T>) {}

  async get(): Promise<T> {
    if (this.#answer && performance.now() < this.#answer.until) {
      return this.#answer.value;
    }
    this.#asking ??= this.#ask();
    return this.#asking;
  }

  /** Asks anew from now on: the answer has changed. */
  forget(): void {
    this.#answer = undefined;
    this.#asking = undefined;
  }

  #ask(): Promise<T> {
    const began = performance.now();
    const asking = this.ask().then(
      value => {
        if (this.#asking === asking) {
          const now = performance.now();
          const kept = Math.min((now - began) * TIMES_AS_LONG, LONGEST_MS);
          this.#answer = { value, until: now + kept };
          this.#asking = undefined;
        }
        return value;
      },
      (error: unknown) => {
        if (this.#asking === asking) {
          this.#asking = undefined;
        }
        throw error;
      },
    );
    return asking;
  }
}
