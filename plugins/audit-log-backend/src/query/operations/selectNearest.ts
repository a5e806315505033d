// SPDX-License-Identifier: Apache-2.0
import { searchWords } from '../../database/searchWords';
import { TABLES } from '../../database/tables';
import { FIRST_SEQUENCE, readColumns } from './eventColumns';
import { eventConditions } from './eventConditions';
import { ordered, type SelectEventsOptions } from './selectEvents';
import { all, sql, type Sql } from './sql';
import { timeConditions } from './timeConditions';
import { hasWord } from './wordConditions';

/**
 * Those of so many of the nearest events that are in a search for words. The words are looked for in the text, one event after
 * the other, and not in the index, which knows nothing of the order: a page of a word that many events have is the first few of
 * them, and by the index all of them would have to be sorted.
 */
export function selectNearest(
  options: SelectEventsOptions,
  nearest: number,
): Sql {
  const { search, scope, dialect, order, limit } = options;
  const { q = '', ...rest } = search;
  const from = nearestEvents(options, '*', nearest);
  const where = all([
    ...searchWords(q).map(word => hasWord(word, dialect)),
    ...eventConditions(rest, scope, dialect),
  ]);
  return sql(
    `SELECT ${readColumns(dialect)}, ${FIRST_SEQUENCE} FROM ${from.text}
     WHERE ${where.text} ${ordered('e', order, limit)}`,
    ...from.bindings,
    ...where.bindings,
  );
}

/** One row: in how many of so many of the nearest events each word is, as `word0`, `word1`, and so on. */
export function countInNearest(
  options: SelectEventsOptions,
  words: readonly string[],
  nearest: number,
): Sql {
  const from = nearestEvents(options, 'search_text', nearest);
  const has = words.map(word => hasWord(word, options.dialect));
  return sql(
    `SELECT ${has
      .map(
        ({ text }, index) =>
          `COUNT(CASE WHEN ${text} THEN 1 END) AS word${index}`,
      )
      .join(', ')} FROM ${from.text}`,
    ...has.flatMap(({ bindings }) => bindings),
    ...from.bindings,
  );
}

function nearestEvents(
  options: SelectEventsOptions,
  columns: string,
  nearest: number,
): Sql {
  const time = all(timeConditions('e', options));
  return sql(
    `(SELECT ${columns} FROM ${TABLES.events} e WHERE ${
      time.text
    } ${options.dialect.firstByTime(
      options.order === 'newest' ? 'DESC' : 'ASC',
      nearest,
    )}) e`,
    ...time.bindings,
  );
}
