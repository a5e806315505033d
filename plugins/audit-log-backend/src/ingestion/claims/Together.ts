// SPDX-License-Identifier: Apache-2.0

interface Waiting<TItem, TAnswer> {
  readonly items: readonly TItem[];
  readonly resolve: (answer: TAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does as one what several ask for: what comes while one turn is under way, goes into the next. Each gets the answer to all that
 * was asked for in its turn.
 */
export class Together<TItem, TAnswer> {
  static create<TItem, TAnswer>(options: {
    readonly work: (items: readonly TItem[]) => Promise<TAnswer>;
    /** In one turn; more when one asks for more. */
    readonly mostItems: number;
  }): Together<TItem, TAnswer> {
    return new Together(options.work, options.mostItems);
  }

  #waiting: Waiting<TItem, TAnswer>[] = [];
  #isRunning = false;

  private constructor(
    private readonly work: (items: readonly TItem[]) => Promise<TAnswer>,
    private readonly mostItems: number,
  ) {}

  ask(items: readonly TItem[]): Promise<TAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ items, resolve, reject });
      if (!this.#isRunning) {
        this.#isRunning = true;
        // Whatever else comes in by the network in this moment goes along.
        setImmediate(() => this.#run());
      }
    });
  }

  /** Never rejects. */
  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#nextGroup();
      try {
        const answer = await this.work(group.flatMap(({ items }) => items));
        group.forEach(({ resolve }) => resolve(answer));
      } catch (error: unknown) {
        group.forEach(({ reject }) => reject(error));
      }
    }
    this.#isRunning = false;
  }

  #nextGroup(): readonly Waiting<TItem, TAnswer>[] {
    let items = 0;
    let calls = 0;
    while (
      calls < this.#waiting.length &&
      (calls === 0 ||
        items + this.#waiting[calls].items.length <= this.mostItems)
    ) {
      items += this.#waiting[calls].items.length;
      calls += 1;
    }
    return this.#waiting.splice(0, calls);
  }
}
