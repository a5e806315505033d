// SPDX-License-Identifier: Apache-2.0
import { EventEmitter, once } from 'node:events';

/** Lets any number of waiters know that something has changed. */
export class Announcements {
  readonly #emitter = new EventEmitter();

  private constructor() {
    this.#emitter.setMaxListeners(0);
  }

  static create(): Announcements {
    return new Announcements();
  }

  announce(): void {
    this.#emitter.emit('change');
  }

  /** Resolves when the condition holds, which is looked at with each announcement, the time is over or the signal given. */
  async wait(
    condition: () => boolean,
    milliseconds: number,
    signal: AbortSignal,
  ): Promise<void> {
    const end = AbortSignal.any([signal, AbortSignal.timeout(milliseconds)]);
    while (!condition() && !end.aborted) {
      await once(this.#emitter, 'change', { signal: end }).catch(() => {});
    }
  }
}
