// SPDX-License-Identifier: Apache-2.0

/** What the audit log stores in a round, for another side to store the same rows after it. */
export class StoredRound {
  #firstBatch = 0;

  constructor(
    /** How many events are stored in a round. */
    readonly events: number,
    /** The number that the next batch gets. */
    private readonly nextBatch: () => Promise<number>,
  ) {}

  /** From this batch on, events are those of the round. */
  get firstBatch(): number {
    return this.#firstBatch;
  }

  async begin(): Promise<void> {
    this.#firstBatch = await this.nextBatch();
  }

  /** Throws when not all of the round were stored. */
  requireAll(stored: number): void {
    if (stored < this.events) {
      throw new Error(`${stored} of ${this.events} events were stored`);
    }
  }
}
