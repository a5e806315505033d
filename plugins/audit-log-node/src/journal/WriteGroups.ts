// SPDX-License-Identifier: Apache-2.0
import type { Frame } from './frames';

interface Waiting {
  readonly frames: readonly Frame[];
  /** With whether there was room for what begins. */
  readonly resolve: (isKept: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** How many are written at once in a turn: a few hundred microseconds at most. */
const MOST_AT_ONCE = 64;
const KEPT = Promise.resolve(true);

/**
 * Gathers what is to be written, so that one write does for all of it.
 *
 * What comes first in a turn of the event loop is written at once: as long as there is little, nobody waits for the work of
 * others. What comes after waits for the end of the turn, and goes together. So no number of operations that only wait for one
 * another keeps the loop from turning, and with it all that others have in hand.
 */
export class WriteGroups {
  readonly #inTurn: (work: () => Promise<void>) => Promise<void>;
  readonly #write: (frames: readonly Frame[]) => Promise<boolean>;
  readonly #writeNow: (frames: readonly Frame[]) => boolean;
  #waiting: Waiting[] = [];
  #addedInThisTurn = 0;

  private constructor(
    inTurn: (work: () => Promise<void>) => Promise<void>,
    write: (frames: readonly Frame[]) => Promise<boolean>,
    writeNow: (frames: readonly Frame[]) => boolean,
  ) {
    this.#inTurn = inTurn;
    this.#write = write;
    this.#writeNow = writeNow;
  }

  static create(options: {
    /** Does one thing after another. */
    readonly inTurn: (work: () => Promise<void>) => Promise<void>;
    /** Resolves with whether there was room for what begins. */
    readonly write: (frames: readonly Frame[]) => Promise<boolean>;
    /** Writes them in this very turn; false when that is not possible now, and nothing is written then. */
    readonly writeNow: (frames: readonly Frame[]) => boolean;
  }): WriteGroups {
    return new WriteGroups(options.inTurn, options.write, options.writeNow);
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Settles as the write of the group does that they go with. */
  add(frames: readonly Frame[]): Promise<boolean> {
    const isAtOnce = this.#countInTurn() <= MOST_AT_ONCE;
    try {
      if (isAtOnce && this.isEmpty && this.#writeNow(frames)) {
        return KEPT;
      }
    } catch (error: unknown) {
      return Promise.reject(error);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ frames, resolve, reject });
      if (isAtOnce) {
        void this.writeAll();
      }
    });
  }

  /** How many have come in this turn of the event loop. */
  #countInTurn(): number {
    this.#addedInThisTurn += 1;
    if (this.#addedInThisTurn === 1) {
      setImmediate(() => {
        this.#addedInThisTurn = 0;
        if (!this.isEmpty) {
          void this.writeAll();
        }
      });
    }
    return this.#addedInThisTurn;
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
