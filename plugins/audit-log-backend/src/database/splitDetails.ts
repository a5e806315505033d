// SPDX-License-Identifier: Apache-2.0
import type { EventDetails } from './eventRow';

/** The text of details, taken apart. Values are JSON; what stands around `meta` is names and values, each with a comma before it. */
export interface SplitDetails {
  readonly actorTitle?: string;
  readonly targets?: string;
  readonly projects?: string;
  readonly beforeMeta: string;
  readonly meta?: string;
  readonly afterMeta: string;
}

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
const BEGINNINGS = NAMES.map(name => `"${name}":`);
const BEFORE_META = NAMES.indexOf('request');
const META = NAMES.indexOf('meta');
const AFTER_META = META + 1;

const SEAL = '{"salts":';

const QUOTE = 0x22;
const COMMA = 0x2c;
const ARRAY = 0x5b;
const BACKSLASH = 0x5c;
const ARRAY_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
const SPACE = 0x20;

/**
 * Takes the text of details apart by the names at its top, without making an object of it. Undefined where they are others than
 * usual, or in another order, or more is known of the event than such a text says: where it has whole values of columns, or
 * something was erased of it.
 */
export function splitDetails(text: string): SplitDetails | undefined {
  const values: (string | undefined)[] = new Array(NAMES.length);
  let beforeMeta = '';
  let afterMeta = '';
  // Behind the bracket or the comma that a name stands behind.
  let at = 1;
  let name = 0;
  let isEnd = text === '{}';
  if (text.charCodeAt(0) !== OBJECT) {
    return undefined;
  }
  while (!isEnd) {
    while (name < NAMES.length && !text.startsWith(BEGINNINGS[name], at)) {
      name += 1;
    }
    if (name === NAMES.length) {
      return undefined;
    }
    const begin = at + BEGINNINGS[name].length;
    const end = endOfValue(text, begin);
    if (end < 0 || (name === 0 && !hasSaltsOnly(text, begin, end))) {
      return undefined;
    }
    if (name >= AFTER_META) {
      afterMeta += `,${text.slice(at, end)}`;
    } else if (name >= BEFORE_META && name !== META) {
      beforeMeta += `,${text.slice(at, end)}`;
    } else {
      values[name] = text.slice(begin, end);
    }
    const next = text.charCodeAt(end);
    isEnd = next === OBJECT_END && end === text.length - 1;
    if (!isEnd && next !== COMMA) {
      return undefined;
    }
    at = end + 1;
    name += 1;
  }
  const [, actorTitle, targets, projects] = values;
  return {
    actorTitle,
    targets,
    projects,
    beforeMeta,
    meta: values[META],
    afterMeta,
  };
}

/** A seal from `begin` to `end` that says of nothing that it was erased. */
function hasSaltsOnly(text: string, begin: number, end: number): boolean {
  return (
    text.startsWith(SEAL, begin) &&
    endOfValue(text, begin + SEAL.length) === end - 1
  );
}

/** Where a string, an object or an array ends that begins here; -1 where none does, or it does not end. */
function endOfValue(text: string, begin: number): number {
  const { length } = text;
  let depth = 0;
  for (let at = begin; at < length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = lastOfString(text, at);
        if (at < 0) {
          return -1;
        }
        break;
      case OBJECT:
      case ARRAY:
        depth += 1;
        break;
      case OBJECT_END:
      case ARRAY_END:
        depth -= 1;
        break;
      default:
        break;
    }
    if (depth <= 0) {
      const isOne = at > begin && depth === 0;
      return isOne ? at + 1 : -1;
    }
  }
  return -1;
}

/** Where the quote is that ends a string; -1 where none does, or a character stands in it that has to be escaped. */
function lastOfString(text: string, begin: number): number {
  const { length } = text;
  for (let at = begin + 1; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      return at;
    }
    if (code === BACKSLASH) {
      at += 1;
    } else if (code < SPACE) {
      return -1;
    }
  }
  return -1;
}
