// SPDX-License-Identifier: Apache-2.0

/** One's place in a row. */
export interface Turn {
  /** Resolves when all who came before have passed. */
  readonly comes: Promise<void>;
  /** Lets the next one go; the second call does nothing. */
  pass(): void;
}

/** Makes overlapping calls do one thing in the order they came in. */
export class Turns {
  private last: Promise<void> = Promise.resolve();

  next(): Turn {
    const comes = this.last;
    let pass = () => {};
    const passed = new Promise<void>(resolve => {
      pass = resolve;
    });
    this.last = comes.then(() => passed);
    return { comes, pass };
  }
}
