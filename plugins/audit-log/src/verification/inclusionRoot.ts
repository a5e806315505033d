// SPDX-License-Identifier: Apache-2.0
import type { Bytes } from './bytes';
import { sha256 } from './sha256';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a leaf of the Merkle tree of RFC 6962. */
export function leafHash(data: Uint8Array): Promise<Bytes> {
  return sha256(LEAF, data);
}

/**
 * The root that an inclusion proof leads to from a leaf (RFC 9162, section 2.1.3.2). Undefined when there is no such proof
 * in a tree of this size.
 */
export async function inclusionRoot(options: {
  readonly leaf: Bytes;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Bytes[];
}): Promise<Bytes | undefined> {
  const { leaf, index, size, proof } = options;
  if (index < 0 || index >= size) {
    return undefined;
  }
  let node = index;
  let last = size - 1;
  let hash = leaf;
  const half = () => {
    // Sizes can be beyond what shifts are for.
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  };
  for (const sibling of proof) {
    if (last === 0) {
      return undefined;
    }
    if (node % 2 === 1 || node === last) {
      hash = await sha256(NODE, sibling, hash);
      // The last of its level, without a sibling, is taken up as it is.
      while (node % 2 === 0 && node !== 0) {
        half();
      }
    } else {
      hash = await sha256(NODE, hash, sibling);
    }
    half();
  }
  return last === 0 ? hash : undefined;
}
