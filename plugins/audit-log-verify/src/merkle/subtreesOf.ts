// SPDX-License-Identifier: Apache-2.0
import type { Subtree } from './Subtree';

/**
 * The fewest complete, aligned subtrees that together are the leaves from `from` to before `to`, in order.
 * Sizes go to 2^53, so no bit operations.
 *
 * @public
 */
export function subtreesOf(from: number, to: number): Subtree[] {
  const subtrees: Subtree[] = [];
  let at = from;
  while (at < to) {
    let level = 0;
    let leaves = 1;
    while (at % (2 * leaves) === 0 && at + 2 * leaves <= to) {
      leaves *= 2;
      level++;
    }
    subtrees.push({ level, index: at / leaves });
    at += leaves;
  }
  return subtrees;
}
