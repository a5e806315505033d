// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from '../../src/verification/bytes';
import { sha256 } from '../../src/verification/sha256';

const NODE = Uint8Array.of(1);
/** Stands for the events that are not in the page's memory. */
const NO_LEAF = new Uint8Array(32);

/** The Merkle tree (RFC 6962) of a ledger that has few of its leaves. */
export class SparseTree {
  static create(size: number, leaves: ReadonlyMap<number, Bytes>): SparseTree {
    return new SparseTree(size, leaves);
  }

  readonly #places: readonly number[];
  readonly #hashes = new Map<string, Promise<Bytes>>();

  private constructor(
    readonly size: number,
    private readonly leaves: ReadonlyMap<number, Bytes>,
  ) {
    this.#places = [...leaves.keys()].sort((one, other) => one - other);
  }

  root(): Promise<Bytes> {
    return this.#hash(0, this.size);
  }

  async proof(index: number): Promise<readonly Bytes[]> {
    const siblings: Promise<Bytes>[] = [];
    let [from, to] = [0, this.size];
    while (to - from > 1) {
      const middle = from + split(to - from);
      if (index < middle) {
        siblings.unshift(this.#hash(middle, to));
        to = middle;
      } else {
        siblings.unshift(this.#hash(from, middle));
        from = middle;
      }
    }
    return Promise.all(siblings);
  }

  #hash(from: number, to: number): Promise<Bytes> {
    // Where there is nothing, all trees of a size are alike.
    const isEmpty = !this.#places.some(place => place >= from && place < to);
    const key = isEmpty ? `${to - from}` : `${from}-${to}`;
    const known = this.#hashes.get(key);
    if (known) {
      return known;
    }
    const hash = this.#compute(from, to);
    this.#hashes.set(key, hash);
    return hash;
  }

  async #compute(from: number, to: number): Promise<Bytes> {
    if (to - from === 1) {
      return this.leaves.get(from) ?? NO_LEAF;
    }
    const middle = from + split(to - from);
    return sha256(
      NODE,
      await this.#hash(from, middle),
      await this.#hash(middle, to),
    );
  }
}

/** The largest power of two that is less. */
function split(count: number): number {
  return 2 ** Math.ceil(Math.log2(count) - 1);
}
