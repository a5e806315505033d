// SPDX-License-Identifier: Apache-2.0
import { emptyRoot, hashChildren, HASH_LENGTH } from './hashes';
import { joinSubtrees } from './joinSubtrees';
import { subtreesOf } from './subtreesOf';

/**
 * A tree that only keeps what is needed to grow and to tell its root: the roots of its complete subtrees, the largest
 * first, one for each bit that is set in its size. (A compact range of transparency-dev/merkle, from 0.)
 *
 * @public
 */
export class TreeRange {
  readonly #peaks: Buffer[];
  #size: number;

  private constructor(size: number, peaks: readonly Buffer[]) {
    this.#size = size;
    this.#peaks = [...peaks];
  }

  static empty(): TreeRange {
    return new TreeRange(0, []);
  }

  /** A tree of which size and peaks were kept. Throws if their number does not fit. */
  static of(size: number, peaks: readonly Buffer[]): TreeRange {
    if (!Number.isSafeInteger(size) || size < 0) {
      throw new Error(`A tree cannot have ${size} leaves`);
    }
    const expected = subtreesOf(0, size).length;
    if (peaks.length !== expected) {
      throw new Error(
        `A tree of ${size} leaves has ${expected} peaks, not ${peaks.length}`,
      );
    }
    peaks.forEach(requireHash);
    return new TreeRange(size, peaks);
  }

  get size(): number {
    return this.#size;
  }

  get peaks(): readonly Buffer[] {
    return [...this.#peaks];
  }

  /** Appends the hash of a leaf. */
  append(leaf: Uint8Array): void {
    this.appendSubtree(leaf, 0);
  }

  /** Appends the root of 2^level leaves at once. Throws unless the size is a multiple of that. */
  appendSubtree(root: Uint8Array, level: number): void {
    requireHash(root);
    const leaves = 2 ** level;
    const before = this.#size / leaves;
    if (
      !Number.isInteger(before) ||
      !Number.isSafeInteger(this.#size + leaves)
    ) {
      throw new Error(
        `A subtree of ${leaves} leaves cannot follow ${this.#size} leaves`,
      );
    }
    let top = asBuffer(root);
    for (let count = before; count % 2 === 1; count = (count - 1) / 2) {
      top = hashChildren(this.#peaks.pop()!, top);
    }
    this.#peaks.push(top);
    this.#size += leaves;
  }

  root(): Buffer {
    return this.#peaks.length === 0 ? emptyRoot() : joinSubtrees(this.#peaks);
  }

  clone(): TreeRange {
    return new TreeRange(this.#size, this.#peaks);
  }
}

function requireHash(hash: Uint8Array): void {
  if (hash.length !== HASH_LENGTH) {
    throw new Error('A hash of the tree has 32 bytes');
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes);
}
