// SPDX-License-Identifier: Apache-2.0
import { isLongKey, storedKey, storedText } from '../../database/storedText';

const STORED_LONG_KEY = /^(.{400})#([0-9a-f]{64})$/s;
/** What a pair of surrogates becomes that the end of a kept beginning cuts in two. */
const CUT_IN_TWO = /\ufffd$/;

/** The values that a text of a file can have where the database has this key of it, other than those of `longKeyOf`. */
export function textsOfKey(value: string): readonly string[] {
  const text = storedText(value);
  return isLongKey(text) ? [text, storedKey(value)] : [text];
}

/**
 * What a value says of a longer text where it is what the database keeps of one: its beginning, which may lack the last character,
 * and its SHA-256. Whoever picks such a value from a summary asks for the events with the text.
 */
export function longKeyOf(
  value: string,
): { readonly beginning: string; readonly sha256: string } | undefined {
  const [, kept, sha256] = STORED_LONG_KEY.exec(value) ?? [];
  return sha256 === undefined
    ? undefined
    : { beginning: kept.replace(CUT_IN_TWO, ''), sha256 };
}
