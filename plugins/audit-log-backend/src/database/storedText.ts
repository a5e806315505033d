// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

/**
 * PostgreSQL refuses an index entry above 2,704 bytes. 512 UTF-16 units are at most 1,536 bytes of UTF-8, which leaves
 * room for the time and the id beside it.
 */
const MAX_KEY_LENGTH = 512;
const KEPT_OF_LONG_KEY = 400;

/** Whether both engines can keep a text as it is. */
export function isStorable(value: string): boolean {
  // The types of ES2022 do not have it yet.
  const text = value as string & { isWellFormed(): boolean };
  return text.isWellFormed() && !value.includes('\0');
}

/** A text as both engines can keep it: NUL and halves of surrogate pairs become U+FFFD. */
export function storedText(value: string): string {
  if (isStorable(value)) {
    return value;
  }
  return value.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Whether `storedKey` keeps no more than the beginning of a text that can be stored. */
export function isLongKey(text: string): boolean {
  return text.length > MAX_KEY_LENGTH;
}

/**
 * A text as it stands in the columns that events are filtered by (plugin, event, action, category, actor, via, target,
 * project, address). Above 512 characters it is its beginning and its SHA-256, so that a value of any length is found by
 * comparing for equality. A query MUST send its values through here.
 */
export function storedKey(value: string): string {
  const text = storedText(value);
  if (!isLongKey(text)) {
    return text;
  }
  const hash = createHash('sha256').update(text).digest('hex');
  return `${storedText(text.slice(0, KEPT_OF_LONG_KEY))}#${hash}`;
}
