// SPDX-License-Identifier: Apache-2.0
import { inGroups } from '../inGroups';

/** About as many as come from the database at once. */
const BATCH = 1_000;

/** Items as they come where they are read piece by piece. */
export async function* batchesOf<T>(
  items: Iterable<T>,
): AsyncGenerator<readonly T[]> {
  yield* inGroups(items, BATCH);
}
