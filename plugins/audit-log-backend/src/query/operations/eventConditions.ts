// SPDX-License-Identifier: Apache-2.0
import {
  ACTOR_TYPES,
  FILTER_NAMES,
  OUTCOMES,
  SEVERITIES,
  type FilterName,
} from 'backstage-plugin-audit-log-common';
import type { Dialect } from '../../database/dialect';
import { searchWords } from '../../database/searchWords';
import { storedKey } from '../../database/storedText';
import { REF_KINDS, TABLES } from '../../database/tables';
import type { WindowedSearch } from '../AuditEventReader';
import type { ReadScope, ScopeCriteria } from '../ReadScope';
import { isOperation } from './isOperation';
import { all, any, FALSE, isOneOf, not, sql, type Sql } from './sql';

/** As `isOneOf`. */
type IsKey = (column: string, values: readonly string[]) => Sql;

/** How columns that have an index are compared. */
interface LookUps {
  readonly isKey: IsKey;
  readonly isAddress: IsKey;
  readonly isOperation: IsKey;
}

/** Where no index is of use, and in counts, which have none. */
const COMPARISONS: LookUps = {
  isKey: isOneOf,
  isAddress: isOneOf,
  isOperation: isOneOf,
};

/**
 * Conditions on a row `e` of `audit_events`, or of hourly counts, for everything a search asks for but its times, and for the
 * scope of whoever asks. `without` leaves one included filter to the caller.
 */
export function eventConditions(
  search: WindowedSearch,
  scope: ReadScope,
  dialect: Dialect,
  options: {
    readonly without?: FilterName;
    readonly of?: 'events' | 'counts';
  } = {},
): readonly Sql[] {
  const { without, of = 'events' } = options;
  const lookUps = of === 'events' ? lookUpsOf(dialect) : COMPARISONS;
  const conditions: Sql[] = [];
  for (const name of FILTER_NAMES) {
    const included = search.include[name];
    if (included?.length && name !== without) {
      conditions.push(filterCondition(name, included, lookUps));
    }
    const excluded = search.exclude[name];
    if (excluded?.length) {
      conditions.push(not(filterCondition(name, excluded, COMPARISONS)));
    }
  }
  if (search.q !== undefined) {
    const words = dialect.wordsBegin(searchWords(search.q));
    conditions.push(sql(words.sql, words.binding));
  }
  if (scope.kind === 'matching') {
    conditions.push(scopeCondition(scope.criteria, lookUps));
  }
  return conditions;
}

function lookUpsOf(dialect: Dialect): LookUps {
  return {
    isKey: keyCondition(dialect),
    isAddress: keyCondition(dialect, dialect.addressKeyOf),
    isOperation: (column, values) => isOperation(column, values, dialect),
  };
}

/**
 * `column IN (…)` for a column that has an index of its own. What the index holds is asked for besides: by it the rows are
 * found, and PostgreSQL knows how many there will be. It would multiply that by the share of the text, if it saw it as such.
 */
export function keyCondition(
  dialect: Dialect,
  keyOf: Dialect['keyOf'] = dialect.keyOf,
): IsKey {
  return (column, values) => {
    const isValue = isOneOf(column, values);
    const key = keyOf(column);
    return key === column || values.length === 0
      ? isValue
      : sql(
          `(${key} IN (${values
            .map(() => keyOf('?'))
            .join(', ')}) AND coalesce(${isValue.text}, FALSE))`,
          ...values,
          ...isValue.bindings,
        );
  };
}

function filterCondition(
  name: FilterName,
  values: readonly string[],
  { isKey, isAddress, isOperation: isOperationId }: LookUps,
): Sql {
  switch (name) {
    case 'actorType':
      return isOneOf('e.actor_type', indexesIn(ACTOR_TYPES, values));
    case 'severity':
      return isOneOf('e.severity', indexesIn(SEVERITIES, values));
    case 'outcome':
      return isOneOf('e.outcome', indexesIn(OUTCOMES, values));
    case 'operation':
      return isOperationId('e.operation_id', values);
    case 'address':
      return isAddress('e.address', values.map(storedKey));
    case 'target':
    case 'project':
      return refersTo(name, values);
    case 'actor':
    case 'action':
      return isKey(`e.${name}`, values.map(storedKey));
    default:
      return isOneOf(`e.${name}`, values.map(storedKey));
  }
}

/** True for events that have one of these among their targets or projects, the main one or a further one. */
function refersTo(kind: 'target' | 'project', values: readonly string[]): Sql {
  const keys = values.map(storedKey);
  const further = isOneOf('r.ref', keys);
  return any([
    isOneOf(`e.${kind}`, keys),
    sql(
      `(e.has_more_refs AND EXISTS (
         SELECT 1 FROM ${TABLES.refs} r
         WHERE r.stream = e.stream AND r.recorded_at = e.recorded_at AND r.id = e.id
           AND r.kind = ${REF_KINDS[kind]} AND ${further.text}))`,
      ...further.bindings,
    ),
  ]);
}

function scopeCondition(criteria: ScopeCriteria, lookUps: LookUps): Sql {
  if ('projects' in criteria) {
    return refersTo('project', criteria.projects);
  }
  if ('actors' in criteria) {
    return lookUps.isKey('e.actor', criteria.actors.map(storedKey));
  }
  if ('anyOf' in criteria) {
    return any(criteria.anyOf.map(one => scopeCondition(one, lookUps)));
  }
  if ('allOf' in criteria) {
    return criteria.allOf.length === 0
      ? FALSE
      : all(criteria.allOf.map(one => scopeCondition(one, lookUps)));
  }
  return not(scopeCondition(criteria.not, COMPARISONS));
}

function indexesIn(
  names: readonly string[],
  values: readonly string[],
): readonly number[] {
  return values.map(value => names.indexOf(value));
}
