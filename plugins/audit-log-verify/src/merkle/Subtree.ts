// SPDX-License-Identifier: Apache-2.0

/**
 * A complete subtree: the leaves index·2^level to (index+1)·2^level − 1.
 *
 * @public
 */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/**
 * Gives the roots of complete subtrees, in the order asked for.
 *
 * @public
 */
export type ReadSubtree = (
  subtrees: readonly Subtree[],
) => Promise<readonly Buffer[]>;
