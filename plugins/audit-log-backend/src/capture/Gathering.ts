// SPDX-License-Identifier: Apache-2.0
import {
  setImmediate as nextTurn,
  setTimeout as sleep,
} from 'node:timers/promises';

/** A wait for company that ends when there is enough of it, when it takes too long, or when somebody is in a hurry. */
export class Gathering {
  readonly #longestMs: number;
  readonly #enough: number;
  #joined = 0;
  #hurries = 0;
  #waiting: AbortController | undefined;

  constructor(options: {
    readonly longestMs: number;
    readonly enough: number;
  }) {
    this.#longestMs = options.longestMs;
    this.#enough = options.enough;
  }

  /** Something else is there to go along. */
  join(): void {
    this.#joined += 1;
    if (this.#joined === this.#enough) {
      this.#waiting?.abort();
    }
  }

  /** At least to the end of this turn of the event loop: what is reported in it comes together. */
  async wait(): Promise<void> {
    this.#joined = 0;
    await nextTurn();
    if (this.#hurries > 0 || this.#joined >= this.#enough) {
      return;
    }
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    await sleep(this.#longestMs, undefined, { signal }).catch(() => {});
    this.#waiting = undefined;
  }

  /** Nothing waits for company until the work is done. */
  async hurry(work: () => Promise<void>): Promise<void> {
    this.#hurries += 1;
    this.#waiting?.abort();
    try {
      await work();
    } finally {
      this.#hurries -= 1;
    }
  }
}
