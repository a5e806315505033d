// SPDX-License-Identifier: Apache-2.0

/** Throws unless a value that is no object is one that JSON has. */
export function requireJson(value: unknown): void {
  const isJson =
    value === null ||
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value));
  if (!isJson) {
    throw new TypeError(
      typeof value === 'number'
        ? `JSON has no number ${value}`
        : `JSON has no ${typeof value}`,
    );
  }
}

/** Throws when an object says itself how it becomes JSON. */
export function requirePlain(object: object): void {
  if (typeof (object as { toJSON?: unknown }).toJSON === 'function') {
    throw new TypeError('Only plain objects have a canonical form');
  }
}

/** Throws when a text somewhere in the value has half of a surrogate pair. */
export function requireWellFormed(value: unknown): void {
  if (typeof value === 'string') {
    if (!isWellFormed(value)) {
      throw new TypeError('JSON has no halves of surrogate pairs');
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      requireWellFormed(key);
      requireWellFormed(inner);
    }
  }
}

/** `String.prototype.isWellFormed`, which the types of ES2022 do not have yet. */
function isWellFormed(text: string): boolean {
  return (text as string & { isWellFormed(): boolean }).isWellFormed();
}
