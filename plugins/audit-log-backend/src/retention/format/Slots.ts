// SPDX-License-Identifier: Apache-2.0

/** Lets so many do something at once; who comes later waits, in the order of coming. */
export class Slots {
  static of(count: number): Slots {
    return new Slots(count);
  }

  private readonly waiting: (() => void)[] = [];

  private constructor(private free: number) {}

  /** Rejects with the signal's reason when it is aborted before its turn has come. */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.take(signal);
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) {
        next();
      } else {
        this.free++;
      }
    }
  }

  private async take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.free > 0) {
      this.free--;
      return;
    }
    let giveUp = () => {};
    const turn = new Promise<void>((resolve, reject) => {
      this.waiting.push(resolve);
      giveUp = () => {
        const place = this.waiting.indexOf(resolve);
        if (place >= 0) {
          this.waiting.splice(place, 1);
          reject(signal.reason);
        }
      };
    });
    signal.addEventListener('abort', giveUp);
    try {
      await turn;
    } finally {
      signal.removeEventListener('abort', giveUp);
    }
  }
}
