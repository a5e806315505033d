// SPDX-License-Identifier: Apache-2.0
import type { KnownCounts } from './operations/countKnown';

/** Fewer than so many together are no catalog that is read in anew. */
const FEWEST = 20;

/** What is known of a catalog that may be being read in anew. */
export interface RebuildState extends KnownCounts {
  /** Since when it is, as far as was known. */
  readonly since: number | null;
  readonly now: number;
  /** After which it is not waited for any longer, in milliseconds. */
  readonly settleRebuildMs: number;
  /** All that is there has been processed, and it was as much at the look before. */
  readonly isResting: boolean;
}

/**
 * Since when the catalog is being read in anew: while it is, what is missing is not gone. It begins when more than half of
 * what is known is missing together, and it ends when all but a tenth is back and the catalog has come to rest, or when it
 * has taken too long. It does not end at half: the other half is on its way.
 */
export function rebuildSince(state: RebuildState): number | null {
  const { known, missing, since, now, settleRebuildMs, isResting } = state;
  if (missing < FEWEST && (since === null || isResting)) {
    return null;
  }
  if (since === null) {
    return missing * 2 > known ? now : null;
  }
  const isBack = missing * 10 <= known && isResting;
  return isBack || now - since >= settleRebuildMs ? null : since;
}
