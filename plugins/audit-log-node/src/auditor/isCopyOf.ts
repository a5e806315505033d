// SPDX-License-Identifier: Apache-2.0

/**
 * Whether a JSON value is still what a whole copy of it holds. It may say no of one that is, where that takes longer to find
 * out than to copy it again: of dates, and of whatever else says itself how it becomes JSON. Never throws.
 */
export function isCopyOf(copy: unknown, value: unknown): boolean {
  try {
    return isSame(copy, value);
  } catch {
    return false;
  }
}

/** No deeper than the copy, which holds no circles. */
function isSame(copy: unknown, value: unknown): boolean {
  if (typeof copy !== 'object' || copy === null) {
    return copy === value;
  }
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  if (Array.isArray(copy)) {
    return (
      Array.isArray(value) &&
      value.length === copy.length &&
      copy.every((item, index) => isSame(item, value[index]))
    );
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) {
    return false;
  }
  const keys = Object.keys(value);
  return (
    keys.length === Object.keys(copy).length &&
    keys.every(
      key =>
        Object.hasOwn(copy, key) &&
        isSame(
          (copy as Record<string, unknown>)[key],
          (value as Record<string, unknown>)[key],
        ),
    )
  );
}
