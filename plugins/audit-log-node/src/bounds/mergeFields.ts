// SPDX-License-Identifier: Apache-2.0

/** Stands for the value of a getter that threw. No JSON value: bounding puts a marker in its place. */
export const UNREADABLE = Symbol('unreadable');

/**
 * The fields of several objects, those of later ones over those of earlier ones, and of each no more than `most`, since
 * bounding would cut the rest anyway. Never throws, whatever it is given.
 */
export function mergeFields(objects: readonly unknown[], most: number): object {
  const given = objects.filter(isObject);
  if (given.length <= 1) {
    return given[0] ?? {};
  }
  // Without a prototype, so that a field called __proto__ is one like any other.
  const merged: Record<string, unknown> = Object.create(null);
  for (const object of given) {
    const names = fieldNames(object);
    for (const name of names.slice(0, most)) {
      merged[name] = readField(object, name);
    }
    if (names.length > most) {
      const rest = (names.length - most).toLocaleString('en-US');
      merged['[truncated]'] = Symbol(`${rest} more fields`);
    }
  }
  return merged;
}

/** The value of a field; what a getter throws is for its owner to log. */
export function readField(object: object, key: PropertyKey): unknown {
  try {
    return (object as Record<PropertyKey, unknown>)[key];
  } catch {
    return UNREADABLE;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldNames(object: object): readonly string[] {
  try {
    return Object.keys(object);
  } catch {
    return [];
  }
}
