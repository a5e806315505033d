// SPDX-License-Identifier: Apache-2.0
import { readField } from '../bounds/mergeFields';

/** The fields of something that a plugin gave, of which it is only hoped that they are what its type says. */
export type Given<T extends object> = { readonly [field in keyof T]?: unknown };

/** Reads them, once. Never throws, whatever it is given. */
export function readGiven<T extends object>(
  given: unknown,
  fields: readonly (keyof T & string)[],
): Given<T> {
  const read: { [field in keyof T]?: unknown } = {};
  if (typeof given === 'object' && given !== null) {
    for (const field of fields) {
      read[field] = readField(given, field);
    }
  }
  return read;
}
