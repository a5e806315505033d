// SPDX-License-Identifier: Apache-2.0

/** Stands for the value of a getter that threw. No JSON value: bounding puts a marker in its place. */
export const UNREADABLE = Symbol('unreadable');

/** The fields of several objects, those of later ones over those of earlier ones. Never throws, whatever it is given. */
export function mergeFields(...objects: readonly unknown[]): object {
  // Without a prototype, so that a field called __proto__ is one like any other.
  const merged: Record<string, unknown> = Object.create(null);
  for (const object of objects) {
    for (const key of fieldNames(object)) {
      merged[key] = readField(object as object, key);
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

function fieldNames(object: unknown): readonly string[] {
  try {
    return typeof object === 'object' && object !== null
      ? Object.keys(object)
      : [];
  } catch {
    return [];
  }
}
