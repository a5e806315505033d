// SPDX-License-Identifier: Apache-2.0
import {
  FILTER_NAMES,
  type FilterName,
} from 'backstage-plugin-audit-log-common';
import { searchWords } from '../../database/searchWords';
import type { WindowedSearch } from '../../query/AuditEventReader';
import {
  all,
  any,
  FALSE,
  isOneOf,
  not,
  sql,
  type Sql,
} from '../../query/operations/sql';
import type { ReadScope, ScopeCriteria } from '../../query/ReadScope';
import { longKeyOf, textsOfKey } from './longKey';

/** A text above 512 UTF-16 units has more than so many code points: few are, and only of these the hash is made. */
const LONG_CODE_POINTS = 256;

const COLUMNS: Partial<Record<FilterName, string>> = {
  actorType: 'actor_type',
  operation: 'operation_id',
};

/**
 * Conditions on a row `e` of files, in the SQL of DuckDB, for everything a search asks for but its times, and for the scope of
 * whoever asks: as `eventConditions` is for the database. A file has texts of any length whole, where the database keeps keys of
 * long ones; both are found by either.
 */
export function fileConditions(
  search: WindowedSearch,
  scope: ReadScope,
): readonly Sql[] {
  const conditions: Sql[] = [];
  for (const name of FILTER_NAMES) {
    const included = search.include[name];
    if (included?.length) {
      conditions.push(filterCondition(name, included));
    }
    const excluded = search.exclude[name];
    if (excluded?.length) {
      conditions.push(not(filterCondition(name, excluded)));
    }
  }
  if (search.q !== undefined) {
    conditions.push(...searchWords(search.q).map(hasWord));
  }
  if (scope.kind === 'matching') {
    conditions.push(scopeCondition(scope.criteria));
  }
  return conditions;
}

/** Conditions on when the events began: [from, to), epoch milliseconds, each end where it is given. */
export function timeConditions({
  from,
  to,
}: {
  readonly from?: number;
  readonly to?: number;
}): readonly Sql[] {
  return [
    ...(from === undefined ? [] : [sql('e.occurred_at >= ?', new Date(from))]),
    ...(to === undefined ? [] : [sql('e.occurred_at < ?', new Date(to))]),
  ];
}

function filterCondition(name: FilterName, values: readonly string[]): Sql {
  return name === 'target' || name === 'project'
    ? refersTo(name, values)
    : isKey(`e.${COLUMNS[name] ?? name}`, values);
}

/** A word of the event begins so: the words are in one text, with a space between them, and a word holds no sign of any meaning. */
function hasWord(word: string): Sql {
  return sql(
    '(starts_with(e.search_text, ?) OR contains(e.search_text, ?))',
    word,
    ` ${word}`,
  );
}

function isKey(column: string, values: readonly string[]): Sql {
  return any([
    isOneOf(column, distinct(values.flatMap(textsOfKey))),
    ...values.flatMap(value => isLongText(column, value) ?? []),
  ]);
}

/** True for events that have one of these among their targets or projects. */
function refersTo(kind: 'target' | 'project', values: readonly string[]): Sql {
  if (values.length === 0) {
    return FALSE;
  }
  const column = `e.${kind}s`;
  const texts = distinct(values.flatMap(textsOfKey));
  const long = values.flatMap(value => isLongText('ref', value) ?? []);
  return any([
    texts.length === 1
      ? sql(`list_contains(${column}, ?)`, texts[0])
      : sql(
          `list_has_any(${column}, [${texts.map(() => '?').join(', ')}])`,
          ...texts,
        ),
    ...long.map(({ text, bindings }) =>
      sql(`len(list_filter(${column}, lambda ref: ${text})) > 0`, ...bindings),
    ),
  ]);
}

/** True for a text that is so long that the database keeps this value of it. */
function isLongText(column: string, value: string): Sql | undefined {
  const key = longKeyOf(value);
  return (
    key &&
    sql(
      `(length(${column}) > ${LONG_CODE_POINTS} AND starts_with(${column}, ?) AND sha256(${column}) = ?)`,
      key.beginning,
      key.sha256,
    )
  );
}

function scopeCondition(criteria: ScopeCriteria): Sql {
  if ('projects' in criteria) {
    return refersTo('project', criteria.projects);
  }
  if ('actors' in criteria) {
    return isKey('e.actor', criteria.actors);
  }
  if ('anyOf' in criteria) {
    return any(criteria.anyOf.map(scopeCondition));
  }
  if ('allOf' in criteria) {
    return criteria.allOf.length === 0
      ? FALSE
      : all(criteria.allOf.map(scopeCondition));
  }
  return not(scopeCondition(criteria.not));
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
