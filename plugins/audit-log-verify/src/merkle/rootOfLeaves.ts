// SPDX-License-Identifier: Apache-2.0
import { TreeRange } from './TreeRange';

/**
 * The root of a tree of these leaf hashes, RFC 6962 section 2.1.
 *
 * @public
 */
export function rootOfLeaves(leaves: readonly Uint8Array[]): Buffer {
  const tree = TreeRange.empty();
  for (const leaf of leaves) {
    tree.append(leaf);
  }
  return tree.root();
}
