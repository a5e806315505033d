// SPDX-License-Identifier: Apache-2.0

/** Values by key, each for its own time; when there are too many, those go first that were set longest ago. */
export class ExpiringCache<T> {
  readonly #size: number;
  readonly #now: () => number;
  readonly #entries = new Map<
    string,
    { readonly value: T; readonly until: number }
  >();

  private constructor(size: number, now: () => number) {
    this.#size = size;
    this.#now = now;
  }

  static create<T>(options: {
    readonly size: number;
    readonly now?: () => number;
  }): ExpiringCache<T> {
    return new ExpiringCache<T>(options.size, options.now ?? Date.now);
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    if (entry && entry.until <= this.#now()) {
      this.#entries.delete(key);
      return undefined;
    }
    return entry?.value;
  }

  set(key: string, value: T, milliseconds: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: this.#now() + milliseconds });
    if (this.#entries.size > this.#size) {
      this.#entries.delete(this.#entries.keys().next().value!);
    }
  }
}
