// SPDX-License-Identifier: Apache-2.0
import { joinSubtrees } from './joinSubtrees';
import type { ReadSubtree } from './Subtree';
import { subtreesOf } from './subtreesOf';

/** The roots over ranges of leaves, each beginning where RFC 6962 splits a tree, in one call of `read`. */
export async function readRanges(
  ranges: readonly { readonly from: number; readonly to: number }[],
  read: ReadSubtree,
): Promise<Buffer[]> {
  const parts = ranges.map(({ from, to }) => subtreesOf(from, to));
  const wanted = parts.flat();
  if (wanted.length === 0) {
    return [];
  }
  const roots = await read(wanted);
  if (roots.length !== wanted.length) {
    throw new Error(
      `Asked for the roots of ${wanted.length} subtrees, got ${roots.length}`,
    );
  }
  let at = 0;
  return parts.map(({ length }) => {
    at += length;
    return joinSubtrees(roots.slice(at - length, at));
  });
}
