// SPDX-License-Identifier: Apache-2.0

/** Node's timers take no more than 31 bits; a longer wait is looked at again on the way. */
const LONGEST_TIMER = 2 ** 31 - 1;

interface Waiting {
  readonly until: number;
  /** Undefined once there is nothing to wait for any more. */
  timeUp: (() => void) | undefined;
}

/**
 * Waits for promises, each for the same time at most. One timer for all: those who wait are given up in the order in which
 * they came, and next to none of them ever is. The timer does not keep the process alive.
 */
export class Patience {
  readonly #milliseconds: number;
  #waiting: Waiting[] = [];
  /** What is before it in the list is over. */
  #first = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  static of(milliseconds: number): Patience {
    return new Patience(milliseconds);
  }

  /** As the promise, or what `timeUp` gives when it takes too long. */
  within<T>(promise: Promise<T>, timeUp: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const waiting = this.#add(() => resolve(timeUp()));
      promise.then(
        value => {
          waiting.timeUp = undefined;
          resolve(value);
        },
        (error: unknown) => {
          waiting.timeUp = undefined;
          reject(error);
        },
      );
    });
  }

  /** Resolves when all have settled, whichever way, or when the time is up. Never rejects. */
  settled(promises: readonly Promise<unknown>[]): Promise<void> {
    return new Promise(resolve => {
      let left = promises.length;
      if (left === 0) {
        resolve();
        return;
      }
      const waiting = this.#add(resolve);
      const one = () => {
        left -= 1;
        if (left === 0) {
          waiting.timeUp = undefined;
          resolve();
        }
      };
      for (const promise of promises) {
        promise.then(one, one);
      }
    });
  }

  #add(timeUp: () => void): Waiting {
    const until = performance.now() + this.#milliseconds;
    const waiting: Waiting = { until, timeUp };
    this.#forgetOver();
    this.#waiting.push(waiting);
    if (!this.#timer) {
      this.#schedule(this.#milliseconds);
    }
    return waiting;
  }

  #schedule(milliseconds: number): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const now = performance.now();
      for (; this.#first < this.#waiting.length; this.#first++) {
        const { until, timeUp } = this.#waiting[this.#first];
        if (timeUp && until > now) {
          this.#schedule(until - now);
          break;
        }
        timeUp?.();
      }
      this.#forgetOver();
    }, Math.min(Math.ceil(milliseconds), LONGEST_TIMER));
    this.#timer.unref();
  }

  #forgetOver(): void {
    while (
      this.#first < this.#waiting.length &&
      !this.#waiting[this.#first].timeUp
    ) {
      this.#first += 1;
    }
    if (this.#first === this.#waiting.length) {
      this.#waiting.length = 0;
      this.#first = 0;
    } else if (this.#first > 1_000 && 2 * this.#first > this.#waiting.length) {
      this.#waiting = this.#waiting.slice(this.#first);
      this.#first = 0;
    }
  }
}
