// SPDX-License-Identifier: Apache-2.0
import type { Finding } from './Finding';

/** So many are kept, the first ones; the others are counted. */
const MOST_KEPT = 1000;

/** Collects what is found, in bounded memory. */
export class Findings {
  readonly #kept: Finding[] = [];
  #count = 0;

  add(finding: Finding): void {
    this.#count++;
    if (this.#kept.length < MOST_KEPT) {
      this.#kept.push(finding);
    }
  }

  get count(): number {
    return this.#count;
  }

  /** What was kept, by place: first what has none. */
  get items(): readonly Finding[] {
    return [...this.#kept].sort(
      (one, other) => (one.sequence ?? -1) - (other.sequence ?? -1),
    );
  }
}
