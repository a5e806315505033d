// SPDX-License-Identifier: Apache-2.0
import { readField } from '../bounds/mergeFields';
import { asJson, hasField, isHolder, keysOf } from './jsonLevel';

/** What has more values than this is not compared to its end. */
const MOST_VALUES = 1_000_000;

/**
 * Whether two values are the same as JSON, whatever the order of fields. Not by recursion, so that no depth is too deep;
 * no two objects are compared twice, so that circles end. False where they are too large to tell.
 */
export function isSameJson(one: unknown, other: unknown): boolean {
  const compared = new Map<object, Set<object>>();
  const pairs: [unknown, unknown][] = [[one, other]];
  for (let seen = 0; pairs.length > 0; seen++) {
    const [left, right] = pairs.pop()!.map(asJson);
    if (isHolder(left) && isHolder(right)) {
      const others = compared.get(left) ?? new Set();
      if (!others.has(right) && !pushFields(left, right, pairs)) {
        return false;
      }
      compared.set(left, others.add(right));
    } else if (left !== right) {
      return false;
    }
    if (seen > MOST_VALUES) {
      return false;
    }
  }
  return true;
}

/** Leaves what the two hold to be compared; false where they do not hold the same fields. */
function pushFields(
  left: object,
  right: object,
  pairs: [unknown, unknown][],
): boolean {
  if (Array.isArray(left) !== Array.isArray(right)) {
    return false;
  }
  const keys = keysOf(left);
  if (
    keys.length !== keysOf(right).length ||
    !keys.every(key => hasField(right, key))
  ) {
    return false;
  }
  for (const key of keys) {
    pairs.push([readField(left, key), readField(right, key)]);
  }
  return true;
}
