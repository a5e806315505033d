// SPDX-License-Identifier: Apache-2.0
import type { EventDetails } from './eventRow';

/** The names in details, in the order in which they are written. What the ledger keeps for itself is not among them but `seal`. */
const NAMES = [
  'seal',
  'actorTitle',
  'targets',
  'projects',
  'request',
  'error',
  'changes',
  'meta',
  'redacted',
  'truncated',
  'labels',
] as const satisfies readonly (keyof EventDetails)[];
const BEGINNINGS = NAMES.map(name => Buffer.from(`"${name}":`));
const SALTS = Buffer.from('{"salts":');

/** Of each name, its place in the order. */
export const PART = Object.fromEntries(
  NAMES.map((name, index) => [name, index]),
) as Readonly<Record<(typeof NAMES)[number], number>>;

const QUOTE = 0x22;
const COMMA = 0x2c;
const ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const ARRAY_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
const SPACE = 0x20;

/** Of each byte, what it says of where a value ends. */
const OTHER = 0;
const TEXT = 1;
const BEGIN = 2;
const END = 3;
const KIND = kinds(OTHER, [
  [TEXT, QUOTE],
  [BEGIN, OBJECT, ARRAY],
  [END, OBJECT_END, ARRAY_END],
]);
/** Of each byte, what it says of where a string ends. */
const ESCAPE = 2;
const INVALID = 3;
const KIND_IN_TEXT = kinds(OTHER, [
  [INVALID, ...Array(SPACE).keys()],
  [TEXT, QUOTE],
  [ESCAPE, BACKSLASH],
]);

/** The text of details, taken apart: where its parts are in the bytes that were split last. */
export class SplitDetails {
  /** Of each part, where its name begins, in quotes; negative where there is none. */
  readonly names = new Int32Array(NAMES.length);
  /** Of each part that there is, where its value begins and ends, which is JSON. */
  readonly begins = new Int32Array(NAMES.length);
  readonly ends = new Int32Array(NAMES.length);

  has(part: number): boolean {
    return this.names[part] >= 0;
  }

  /**
   * Takes details, which are UTF-8, apart by the names at their top, without making an object of them. False where they are others
   * than usual, or in another order, or more is known of the event than such a text says: where it has whole values of columns, or
   * something was erased of it.
   */
  split(bytes: Buffer, begin: number, end: number): boolean {
    const { names, begins, ends } = this;
    for (let part = 0; part < NAMES.length; part++) {
      names[part] = -1;
    }
    if (bytes[begin] !== OBJECT || end - begin < 2) {
      return false;
    }
    if (bytes[begin + 1] === OBJECT_END) {
      return end - begin === 2;
    }
    // Behind the bracket or the comma that a name stands behind.
    let at = begin + 1;
    for (let part = 0; part < NAMES.length; part++) {
      if (!isAt(BEGINNINGS[part], bytes, at, end)) {
        continue;
      }
      const value = at + BEGINNINGS[part].length;
      const valueEnd =
        part === PART.seal
          ? endOfSalts(bytes, value, end)
          : endOfValue(bytes, value, end);
      if (valueEnd < 0) {
        return false;
      }
      names[part] = at;
      begins[part] = value;
      ends[part] = valueEnd;
      const next = valueEnd < end ? bytes[valueEnd] : 0;
      if (next === OBJECT_END) {
        return valueEnd === end - 1;
      }
      if (next !== COMMA) {
        return false;
      }
      at = valueEnd + 1;
    }
    return false;
  }
}

function isAt(text: Buffer, bytes: Buffer, at: number, end: number): boolean {
  const { length } = text;
  if (at + length > end) {
    return false;
  }
  for (let index = 0; index < length; index++) {
    if (bytes[at + index] !== text[index]) {
      return false;
    }
  }
  return true;
}

/** Where a seal ends that begins here and says of nothing that it was erased; -1 where there is another. */
function endOfSalts(bytes: Buffer, begin: number, end: number): number {
  if (!isAt(SALTS, bytes, begin, end)) {
    return -1;
  }
  const at = endOfValue(bytes, begin + SALTS.length, end);
  return at >= 0 && at < end && bytes[at] === OBJECT_END ? at + 1 : -1;
}

/** Where a string, an object or an array ends that begins here; -1 where none does, or it does not end. */
function endOfValue(bytes: Buffer, begin: number, end: number): number {
  let depth = 0;
  for (let at = begin; at < end; at++) {
    const kind = KIND[bytes[at]];
    if (kind === OTHER) {
      if (depth === 0) {
        return -1;
      }
      continue;
    }
    if (kind === BEGIN) {
      depth += 1;
      continue;
    }
    if (kind === END) {
      depth -= 1;
      if (depth < 0) {
        return -1;
      }
    } else {
      at = lastOfString(bytes, at, end);
      if (at < 0) {
        return -1;
      }
    }
    if (depth === 0) {
      return at + 1;
    }
  }
  return -1;
}

/** Where the quote is that ends a string; -1 where none does, or a character stands in it that has to be escaped. */
function lastOfString(bytes: Buffer, begin: number, end: number): number {
  for (let at = begin + 1; at < end; at++) {
    const kind = KIND_IN_TEXT[bytes[at]];
    if (kind === OTHER) {
      continue;
    }
    if (kind === TEXT) {
      return at;
    }
    if (kind === INVALID) {
      return -1;
    }
    at += 1;
  }
  return -1;
}

/** Of each byte its kind, given those of each. */
function kinds(other: number, given: readonly number[][]): Uint8Array {
  const all = new Uint8Array(256).fill(other);
  for (const [kind, ...bytes] of given) {
    bytes.forEach(byte => {
      all[byte] = kind;
    });
  }
  return all;
}
