// SPDX-License-Identifier: Apache-2.0
import { hashChildren } from './hashes';

/** The root over complete subtrees of falling size, the roots of which are given; at least one. */
export function joinSubtrees(roots: readonly Buffer[]): Buffer {
  return roots.reduceRight((right, left) => hashChildren(left, right));
}
