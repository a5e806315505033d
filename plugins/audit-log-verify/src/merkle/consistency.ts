// SPDX-License-Identifier: Apache-2.0
import { emptyRoot, HASH_LENGTH, hashChildren, isSameHash } from './hashes';
import { readRanges } from './readRanges';
import { requireSizes, splitsToSize } from './splits';
import type { ReadSubtree } from './Subtree';

/**
 * The proof that a tree of `from` leaves is the beginning of one of `to` leaves: RFC 6962 section 2.1.2. Empty when both are
 * the same, and from the empty tree, which is the beginning of every tree. Calls `read` once at most.
 *
 * @public
 */
export async function consistencyProof(options: {
  readonly from: number;
  readonly to: number;
  readonly read: ReadSubtree;
}): Promise<Buffer[]> {
  const { from, to, read } = options;
  requireSizes(from, to);
  if (from === 0 || from === to) {
    return [];
  }
  const { splits, lowest } = splitsToSize(from, to);
  const ranges = splits.reverse();
  return readRanges(lowest.from === 0 ? ranges : [lowest, ...ranges], read);
}

/**
 * Whether a proof shows that the tree with the one root is the beginning of the tree with the other.
 *
 * @public
 */
export function verifyConsistency(options: {
  readonly from: number;
  readonly to: number;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}): boolean {
  const { from, to, fromRoot, toRoot, proof } = options;
  if (
    !Number.isSafeInteger(from) ||
    !Number.isSafeInteger(to) ||
    from < 0 ||
    from > to
  ) {
    return false;
  }
  if (from === 0) {
    const known = to === 0 ? emptyRoot() : toRoot;
    return (
      proof.length === 0 &&
      isSameHash(fromRoot, emptyRoot()) &&
      isSameHash(toRoot, known) &&
      toRoot.length === HASH_LENGTH
    );
  }
  if (from === to) {
    return proof.length === 0 && isSameHash(fromRoot, toRoot);
  }
  const { splits, lowest } = splitsToSize(from, to);
  const hashes = lowest.from === 0 ? [fromRoot, ...proof] : proof;
  if (
    hashes.length !== 1 + splits.length ||
    !hashes.every(hash => hash.length === HASH_LENGTH)
  ) {
    return false;
  }
  // Up both trees at once: what lies to the left of the way belongs to both, what lies to the right to the larger one.
  let smaller = hashes[0];
  let larger = hashes[0];
  splits.reverse().forEach(({ side }, step) => {
    const hash = hashes[step + 1];
    if (side === 'left') {
      smaller = hashChildren(hash, smaller);
      larger = hashChildren(hash, larger);
    } else {
      larger = hashChildren(larger, hash);
    }
  });
  return isSameHash(smaller, fromRoot) && isSameHash(larger, toRoot);
}
