// SPDX-License-Identifier: Apache-2.0
import { searchWords } from '../../database/searchWords';
import { storedKey } from '../../database/storedText';
import { REF_KINDS, TABLES } from '../../database/tables';
import type { WindowedSearch } from '../AuditEventReader';
import { projectsOfScope, type ReadScope } from '../ReadScope';
import { eventConditions, keyCondition } from './eventConditions';
import { EVENT_COLUMNS, FIRST_SEQUENCE, readColumns } from './eventColumns';
import type { Range } from './readCountedHours';
import { all, joined, sql, type Sql } from './sql';
import { timeConditions, type TimeConditions } from './timeConditions';
import { hasWords } from './wordConditions';

/** Up to this many values of a filter, each gets a branch of its own, which reads an index in order and stops early. */
const MAX_BRANCHES = 16;

export interface SelectEventsOptions extends TimeConditions {
  readonly search: WindowedSearch;
  readonly scope: ReadScope;
  readonly limit: number;
  /** What is wanted of events `e`, besides the sequence; by default, what `eventFromRow` reads. */
  readonly columns?: string;
  /** Words of the search that few events have, if that is known. */
  readonly rareWords?: readonly string[];
}

/**
 * The first events of a search by time.
 *
 * A filter with an index behind it is taken apart into branches, one for each value and, for targets and projects, one
 * for each place a reference can be stored in. Each branch reads its index in the order that is wanted and stops at the
 * limit; UNION drops events that several branches found, where that can be. Written as one OR, the planner would sort all
 * matches. Someone who reads certain projects only has a filter of these without asking for it.
 *
 * Given several ranges of time, those of the options are of no account, and each range has branches of its own.
 */
export function selectEvents(
  options: SelectEventsOptions,
  ranges: readonly Range[] = [options],
): Sql {
  const { order, limit, search, dialect } = options;
  const columns = options.columns ?? readColumns(dialect);
  const branches = ranges.flatMap(({ from, to }) => {
    const within = { ...options, from, to };
    return search.q === undefined ? branchesOf(within) : [words(within)];
  });
  const found =
    branches.length === 1
      ? branches[0]
      : firstOf(
          joined(branches.map(inBrackets), ` ${unionOf(options)} `),
          order,
          limit,
        );
  return sql(
    `SELECT ${columns}, ${FIRST_SEQUENCE} FROM (${found.text}) e ${ordered(
      'e',
      order,
    )}`,
    ...found.bindings,
  );
}

/** The filters of which each value is found by an index that has the time behind it. */
const ORDERED = ['target', 'project', 'actor', 'action'] as const;

interface Driver {
  readonly name: (typeof ORDERED)[number];
  readonly values: readonly string[];
}

/** The filter whose values get branches. For projects, these may be those of the scope. */
function driverOf({ search, scope }: SelectEventsOptions): Driver | undefined {
  const included = ORDERED.find(name => search.include[name]?.length);
  const values = included ? search.include[included] : projectsOfScope(scope);
  return values?.length ? { name: included ?? 'project', values } : undefined;
}

/** An event has one actor, one action and one time, and may have several targets and projects. */
function unionOf(options: SelectEventsOptions): 'UNION' | 'UNION ALL' {
  const name = options.search.q === undefined && driverOf(options)?.name;
  return name === 'target' || name === 'project' ? 'UNION' : 'UNION ALL';
}

function branchesOf(options: SelectEventsOptions): readonly Sql[] {
  const { search, scope, dialect } = options;
  const driver = driverOf(options);
  const others = eventConditions(search, scope, dialect, {
    without: driver?.name,
  });
  if (!driver) {
    return [inline(options, others)];
  }
  const { name, values } = driver;
  const isKey = keyCondition(dialect);
  const keys = [...new Set(values.map(storedKey))];
  const groups = keys.length > MAX_BRANCHES ? [keys] : keys.map(key => [key]);
  return groups.flatMap(group => [
    inline(options, [isKey(`e.${name}`, group), ...others]),
    ...(name === 'target' || name === 'project'
      ? [further(options, name, group, others)]
      : []),
  ]);
}

function inline(options: SelectEventsOptions, conditions: readonly Sql[]): Sql {
  const where = all([...timeConditions('e', options), ...conditions]);
  return sql(
    `SELECT ${EVENT_COLUMNS} FROM ${TABLES.events} e WHERE ${
      where.text
    } ${ordered('e', options.order, options.limit)}`,
    ...where.bindings,
  );
}

/** Events that have one of these references beyond their main one. */
function further(
  options: SelectEventsOptions,
  kind: 'target' | 'project',
  refs: readonly string[],
  conditions: readonly Sql[],
): Sql {
  const { dialect } = options;
  const where = all([
    keyCondition(dialect)('r.ref', refs),
    ...timeConditions('r', options),
    ...timeConditions('e', options),
    ...conditions,
  ]);
  return sql(
    `SELECT ${EVENT_COLUMNS} FROM ${TABLES.refs} r
     JOIN ${
       TABLES.events
     } e ON e.stream = r.stream AND e.recorded_at = r.recorded_at AND e.id = r.id
     WHERE r.kind = ${REF_KINDS[kind]} AND ${where.text} ${ordered(
      'r',
      options.order,
      options.limit,
    )}`,
    ...where.bindings,
  );
}

/**
 * Free text goes through a step of its own: asked for the first few in order, PostgreSQL's planner would rather walk the
 * whole feed than use the index over the words, which takes 40 seconds for a word that is not there.
 */
function words(options: SelectEventsOptions): Sql {
  const { search, scope, dialect, order, limit, rareWords = [] } = options;
  const { q = '', ...rest } = search;
  const where = all([
    ...timeConditions('e', options),
    ...hasWords(searchWords(q), rareWords, dialect),
    ...eventConditions(rest, scope, dialect),
  ]);
  return sql(
    `WITH found AS MATERIALIZED (
       SELECT ${EVENT_COLUMNS} FROM ${TABLES.events} e WHERE ${where.text}
     ) SELECT * FROM found ${ordered('found', order, limit)}`,
    ...where.bindings,
  );
}

function inBrackets(branch: Sql, index: number): Sql {
  return { ...branch, text: `SELECT * FROM (${branch.text}) b${index}` };
}

function firstOf(
  { text, bindings }: Sql,
  order: SelectEventsOptions['order'],
  limit: number,
): Sql {
  return sql(
    `SELECT * FROM ${text} u ${ordered('u', order, limit)}`,
    ...bindings,
  );
}

/** By time and, among events of one millisecond, by id. */
export function ordered(
  alias: string,
  order: SelectEventsOptions['order'],
  limit?: number,
): string {
  const direction = order === 'newest' ? 'DESC' : 'ASC';
  return `ORDER BY ${alias}.occurred_at ${direction}, ${alias}.id ${direction}${
    limit === undefined ? '' : ` LIMIT ${limit}`
  }`;
}
