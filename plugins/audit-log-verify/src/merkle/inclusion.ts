// SPDX-License-Identifier: Apache-2.0
import { HASH_LENGTH, hashChildren, isSameHash } from './hashes';
import { readRanges } from './readRanges';
import { requireSizes, splitsToLeaf } from './splits';
import type { ReadSubtree } from './Subtree';

/**
 * The proof that a leaf is in a tree: RFC 6962 section 2.1.1, from the leaf up. Calls `read` once at most.
 *
 * @public
 */
export async function inclusionProof(options: {
  readonly index: number;
  readonly size: number;
  readonly read: ReadSubtree;
}): Promise<Buffer[]> {
  const { index, size, read } = options;
  requireSizes(index, size - 1);
  return readRanges(splitsToLeaf(index, size).reverse(), read);
}

/**
 * Whether a proof shows that the leaf is in the tree at this index. `leaf` is the hash of the leaf.
 *
 * @public
 */
export function verifyInclusion(options: {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}): boolean {
  const { index, size, leaf, proof, root } = options;
  if (
    !Number.isSafeInteger(index) ||
    !Number.isSafeInteger(size) ||
    index < 0 ||
    index >= size
  ) {
    return false;
  }
  const splits = splitsToLeaf(index, size).reverse();
  if (
    proof.length !== splits.length ||
    ![leaf, ...proof].every(hash => hash.length === HASH_LENGTH)
  ) {
    return false;
  }
  const computed = splits.reduce(
    (hash, { side }, step) =>
      side === 'left'
        ? hashChildren(proof[step], hash)
        : hashChildren(hash, proof[step]),
    leaf,
  );
  return isSameHash(computed, root);
}
