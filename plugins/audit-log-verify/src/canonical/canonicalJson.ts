// SPDX-License-Identifier: Apache-2.0
import { requireJson, requirePlain, requireWellFormed } from './requireJson';
import { sortedKeys } from './sortedKeys';

/** Stands for a value with keys that an object cannot hold in this order, such as `10` before `9`. */
const UNORDERABLE = Symbol('unorderable');

/** Half of a surrogate pair without the other, as JSON.stringify writes it; also in an escaped backslash before `ud`. */
const MAYBE_LONE_SURROGATE = '\\ud';

/**
 * A JSON value as RFC 8785 (JSON Canonicalization Scheme) writes it: no white space, the keys of objects in the order of
 * their UTF-16 code units, numbers and texts as ECMAScript writes them.
 *
 * Properties that are undefined are left out, as JSON.stringify does. Throws on what JSON cannot say: halves of surrogate pairs,
 * NaN and infinities, undefined or functions as values or in arrays, and objects that say themselves how they become JSON.
 *
 * ECMAScript's own JSON.stringify writes values this way already, and fast, but for the order of keys; so objects are
 * put in order first, where they are not, and the text is made in one go.
 *
 * @public
 */
export function canonicalJson(value: unknown): string {
  const ordered = inOrder(value);
  const text =
    ordered === UNORDERABLE ? writeByHand(value) : JSON.stringify(ordered);
  if (text.includes(MAYBE_LONE_SURROGATE)) {
    requireWellFormed(value);
  }
  return text;
}

/** The value with the keys of all objects in order; the same value where they were. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    requireJson(value);
    return value;
  }
  return Array.isArray(value) ? arrayInOrder(value) : objectInOrder(value);
}

function arrayInOrder(array: readonly unknown[]): unknown {
  let copy: unknown[] | undefined;
  for (let index = 0; index < array.length; index++) {
    const inner = inOrder(array[index]);
    if (inner === UNORDERABLE) {
      return UNORDERABLE;
    }
    if (inner !== array[index]) {
      copy ??= [...array];
      copy[index] = inner;
    }
  }
  return copy ?? array;
}

function objectInOrder(object: object): unknown {
  requirePlain(object);
  const record = object as Record<string, unknown>;
  const given = Object.keys(record);
  const keys = sortedKeys(given);
  let copy: Record<string, unknown> | undefined =
    keys === given ? undefined : {};
  for (const key of keys) {
    const value = record[key];
    if (value === undefined) {
      continue;
    }
    const inner = inOrder(value);
    if (inner === UNORDERABLE) {
      return UNORDERABLE;
    }
    if (copy !== undefined) {
      if (startsWithDigit(key) || key === '__proto__') {
        return UNORDERABLE;
      }
      copy[key] = inner;
    } else if (inner !== value) {
      // From here on a copy: what came before is as it was, and in order.
      copy = copyUpTo(record, keys, key);
      if (copy === undefined) {
        return UNORDERABLE;
      }
      copy[key] = inner;
    }
  }
  return copy ?? object;
}

/** A copy of the properties before a key; undefined where an object cannot hold these and that key in order. */
function copyUpTo(
  record: Record<string, unknown>,
  keys: readonly string[],
  end: string,
): Record<string, unknown> | undefined {
  const copy: Record<string, unknown> = {};
  for (const key of keys) {
    if (startsWithDigit(key) || key === '__proto__') {
      return undefined;
    }
    if (key === end) {
      break;
    }
    copy[key] = record[key];
  }
  return copy;
}

/** Keys that are whole numbers come first in an object, in the order of their value. */
function startsWithDigit(key: string): boolean {
  const code = key.charCodeAt(0);
  return code >= 48 && code <= 57;
}

/** The slow way, for what `inOrder` cannot do. */
function writeByHand(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${Array.from(value, writeByHand).join()}]`;
  }
  if (typeof value !== 'object' || value === null) {
    requireJson(value);
    return JSON.stringify(value);
  }
  requirePlain(value);
  const record = value as Record<string, unknown>;
  const members = Object.keys(record)
    .filter(key => record[key] !== undefined)
    .sort()
    .map(key => `${JSON.stringify(key)}:${writeByHand(record[key])}`);
  return `{${members.join()}}`;
}
