// SPDX-License-Identifier: Apache-2.0
import type { Frame } from './frames';

interface Waiting {
  readonly frames: readonly Frame[];
  /** With whether there was room for what begins. */
  readonly resolve: (isKept: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Gathers what is to be written, so that one write does for all of it.
 *
 * What comes first in a turn of the event loop is written at once: whoever is alone does not wait. What comes after waits for
 * the end of the turn, and goes together. So no number of operations that only wait for one another keeps the loop from
 * turning, and with it all that others have in hand.
 */
export class WriteGroups {
  readonly #inTurn: (work: () => Promise<void>) => Promise<void>;
  readonly #write: (frames: readonly Frame[]) => Promise<boolean>;
  #waiting: Waiting[] = [];
  #wroteInThisTurn = false;

  private constructor(
    inTurn: (work: () => Promise<void>) => Promise<void>,
    write: (frames: readonly Frame[]) => Promise<boolean>,
  ) {
    this.#inTurn = inTurn;
    this.#write = write;
  }

  static create(options: {
    /** Does one thing after another. */
    readonly inTurn: (work: () => Promise<void>) => Promise<void>;
    /** Resolves with whether there was room for what begins. */
    readonly write: (frames: readonly Frame[]) => Promise<boolean>;
  }): WriteGroups {
    return new WriteGroups(options.inTurn, options.write);
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Settles as the write of the group does that they go with. */
  add(frames: readonly Frame[]): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ frames, resolve, reject });
      if (!this.#wroteInThisTurn) {
        this.#wroteInThisTurn = true;
        void this.writeAll();
        setImmediate(() => {
          this.#wroteInThisTurn = false;
          if (!this.isEmpty) {
            void this.writeAll();
          }
        });
      }
    });
  }

  /** All that waits when it is its turn. Never rejects. */
  writeAll(): Promise<void> {
    return this.#inTurn(async () => {
      const group = this.#waiting;
      if (group.length === 0) {
        return;
      }
      this.#waiting = [];
      try {
        const isKept = await this.#write(group.flatMap(each => each.frames));
        group.forEach(({ resolve }) => resolve(isKept));
      } catch (error: unknown) {
        group.forEach(({ reject }) => reject(error));
      }
    });
  }
}
