// SPDX-License-Identifier: Apache-2.0
import type { VerifierKey } from '../checkpoint/VerifierKey';

/**
 * Whose ledger it is. Its origin may have been another one before, as when the portal got another address: what a key that was
 * given has signed under that origin, which is the key's name, is of the same ledger. Keys that what is verified names
 * itself do not count for that.
 */
export class Origins {
  readonly #given: ReadonlySet<string>;
  readonly #others = new Set<string>();

  constructor(
    private readonly own: string | undefined,
    given: readonly VerifierKey[] | undefined,
  ) {
    this.#given = new Set((given ?? []).map(({ text }) => text));
  }

  /** Whether what these verifier keys have signed is of this ledger. */
  accept(origin: string, signedBy: readonly string[]): boolean {
    if (origin === this.own) {
      return true;
    }
    const isAccepted = signedBy.some(
      key => this.#given.has(key) && key.startsWith(`${origin}+`),
    );
    if (isAccepted) {
      this.#others.add(origin);
    }
    return isAccepted;
  }

  /** What should be known of what was accepted. */
  get notes(): readonly string[] {
    return [...this.#others].map(
      origin =>
        `A part was signed under the origin ${origin}, by a key that you gave. That is right if it is an earlier name of this ledger, ${this.own}.`,
    );
  }
}
