// SPDX-License-Identifier: Apache-2.0
import type { Seal } from 'backstage-plugin-audit-log-verify';

/** What one operation has erased of. */
export interface ErasedByOne {
  /** Sequence of the first event that was seen. */
  readonly first: number;
  /** The event that was recorded last, and when, in epoch milliseconds. */
  last: number;
  recordedAt: number;
  /** How many; each once, and some of them maybe not. */
  events: number;
}

/** The events of a run from which something was erased, by the operation that did it. */
export class ErasedEvents {
  readonly #operations = new Map<string, ErasedByOne>();
  #count = 0;

  /** How many something was erased of, in whichever place they were seen. */
  get count(): number {
    return this.#count;
  }

  get byOperation(): ReadonlyMap<string, ErasedByOne> {
    return this.#operations;
  }

  /** `isCounted`: this is not its other place. */
  see(
    seal: Seal | undefined,
    event: {
      readonly sequence: number;
      /** Epoch milliseconds. */
      readonly recordedAt: number;
      readonly isCounted: boolean;
    },
  ): void {
    const parts = Object.values(seal?.erased ?? {});
    this.#count += parts.length > 0 ? 1 : 0;
    const operations = new Set(parts.map(({ operation }) => operation));
    for (const operation of operations) {
      this.#add(operation, event);
    }
  }

  #add(
    operation: string,
    {
      sequence,
      recordedAt,
      isCounted,
    }: {
      readonly sequence: number;
      readonly recordedAt: number;
      readonly isCounted: boolean;
    },
  ): void {
    const erased = this.#operations.get(operation) ?? {
      first: sequence,
      last: sequence,
      recordedAt,
      events: 0,
    };
    erased.events += isCounted ? 1 : 0;
    if (recordedAt > erased.recordedAt) {
      erased.last = sequence;
      erased.recordedAt = recordedAt;
    }
    this.#operations.set(operation, erased);
  }
}
