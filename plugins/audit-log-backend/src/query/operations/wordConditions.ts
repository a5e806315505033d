// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from '../../database/dialect';
import { sql, type Sql } from './sql';

/**
 * True for events `e` with a word that begins with this one, by what is in their text. Most have it nowhere in it, which takes less to
 * see than where words begin.
 */
export function hasWord(word: string, { positionOf }: Dialect): Sql {
  return sql(
    `(${positionOf('e.search_text', '?')} > 0 AND ${positionOf(
      `' ' || e.search_text`,
      '?',
    )} > 0)`,
    word,
    ` ${word}`,
  );
}

/**
 * True for events `e` with all of these words, by an index over words, which is asked for those that are rare, if any: for each word
 * that begins like one that is asked for it reads all events that have it, before it looks which have them all.
 */
export function hasWords(
  words: readonly string[],
  rare: readonly string[],
  dialect: Dialect,
): readonly Sql[] {
  const sought = rare.length > 0 ? rare : words;
  const found = dialect.wordsBegin(sought);
  return [
    sql(found.sql, found.binding),
    ...words
      .filter(word => !sought.includes(word))
      .map(word => hasWord(word, dialect)),
  ];
}
