// SPDX-License-Identifier: Apache-2.0

const MINUTE_MS = 60_000;

/** @public */
export interface MinutesOptions<T> {
  /** How many are kept at most. For one more the least recently used is over early. */
  readonly most: number;
  /** Called once for each that was started: when its minute is over, or before. */
  readonly over: (key: string, value: T, early: boolean) => void;
}

/**
 * Values that are kept for a minute each, a bounded number of them: for those who make one event of what is the same again
 * and again.
 *
 * @public
 */
export class Minutes<T> {
  readonly #options: MinutesOptions<T>;
  /** The least recently used first. */
  readonly #running = new Map<
    string,
    { readonly value: T; readonly timer: NodeJS.Timeout }
  >();

  private constructor(options: MinutesOptions<T>) {
    this.#options = options;
  }

  static create<T>(options: MinutesOptions<T>): Minutes<T> {
    return new Minutes(options);
  }

  get(key: string): T | undefined {
    const running = this.#running.get(key);
    if (running) {
      this.#running.delete(key);
      this.#running.set(key, running);
    }
    return running?.value;
  }

  /** Must not be called while there is one with this key. */
  start(key: string, value: T): T {
    if (this.#running.size >= this.#options.most) {
      this.#end(this.#running.keys().next().value!, true);
    }
    const timer = setTimeout(() => this.#end(key, false), MINUTE_MS);
    timer.unref();
    this.#running.set(key, { value, timer });
    return value;
  }

  /** Ends all that are running. */
  close(): void {
    for (const key of [...this.#running.keys()]) {
      this.#end(key, true);
    }
  }

  #end(key: string, early: boolean): void {
    const { value, timer } = this.#running.get(key)!;
    clearTimeout(timer);
    this.#running.delete(key);
    this.#options.over(key, value, early);
  }
}
