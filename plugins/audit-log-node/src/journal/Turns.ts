// SPDX-License-Identifier: Apache-2.0

/** Does one thing after the other, in the order in which they were asked for. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();
  #pending = 0;
  readonly #over = () => {
    this.#pending -= 1;
  };

  /** Whether nothing is being done, nor waits for its turn. */
  get areFree(): boolean {
    return this.#pending === 0;
  }

  take<T>(work: () => Promise<T>): Promise<T> {
    this.#pending += 1;
    const turn = this.#last.then(work);
    this.#last = turn.then(this.#over, this.#over);
    return turn;
  }
}
