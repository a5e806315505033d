// SPDX-License-Identifier: Apache-2.0

const EVERY_MS = 20;

/** Watches the memory of this process: all that it has of the machine, not only what JavaScript knows of. */
export class MemoryWatch {
  static start(): MemoryWatch {
    return new MemoryWatch();
  }

  #base = process.memoryUsage.rss();
  #highest = this.#base;
  readonly #timer: NodeJS.Timeout;

  private constructor() {
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
    this.#timer.unref();
  }

  /** How it is now is what growth is counted from. */
  begin(): void {
    this.#base = process.memoryUsage.rss();
    this.#highest = this.#base;
  }

  /** How far it has grown at most since `begin`, in bytes. */
  growth(): number {
    this.#look();
    return this.#highest - this.#base;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    this.#highest = Math.max(this.#highest, process.memoryUsage.rss());
  }
}
