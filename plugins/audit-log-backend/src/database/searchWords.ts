// SPDX-License-Identifier: Apache-2.0

/** A longer word is known by its beginning; that keeps it below what PostgreSQL takes as one lexeme. */
const MAX_WORD_LENGTH = 64;

/**
 * What a reader may type or leave out without seeing it: bidirectional marks, joiners, soft hyphens, and the selector
 * that makes a sign an emoji.
 */
const INVISIBLE = /\p{Cf}|\ufe0f/gu;
/** Most texts of most events, and a tenth of the work. */
const ASCII = /^[\0-\x7f]*$/;
const ASCII_WORDS = /[a-z0-9]+/g;
const WORDS =
  /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|[\p{L}\p{N}\p{M}]+/gu;

/**
 * The words of a text, each once, in the order of their first appearance. Events are stored with them and queries are
 * cut into them, so that both engines find the same: compatibility forms and case are levelled, each emoji is a word of
 * its own, and whatever is neither letter, number, mark nor emoji separates. No word holds a space or an ASCII sign.
 */
export function searchWords(text: string): readonly string[] {
  const words = new Set<string>();
  addSearchWords(words, text, Infinity);
  return [...words];
}

/**
 * Adds the words of a text to others, until those that are new have so many characters, each with one that separates it. Gives how
 * many they have; undefined when there were more.
 */
export function addSearchWords(
  words: Set<string>,
  text: string,
  budget: number,
): number | undefined {
  let length = 0;
  for (const match of matches(text)) {
    const word =
      match.length > MAX_WORD_LENGTH
        ? Array.from(match).slice(0, MAX_WORD_LENGTH).join('')
        : match;
    if (!words.has(word)) {
      length += word.length + 1;
      if (length > budget) {
        return undefined;
      }
      words.add(word);
    }
  }
  return length;
}

function matches(text: string): readonly string[] {
  return (
    (ASCII.test(text)
      ? text.toLowerCase().match(ASCII_WORDS)
      : text
          .normalize('NFKC')
          .toLowerCase()
          .replace(INVISIBLE, '')
          .match(WORDS)) ?? []
  );
}
