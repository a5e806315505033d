// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from '../../database/dialect';
import { searchWords } from '../../database/searchWords';
import { storedKey } from '../../database/storedText';
import { REF_KINDS, TABLES } from '../../database/tables';
import type { WindowedSearch } from '../AuditEventReader';
import { projectsOfScope, type ReadScope } from '../ReadScope';
import { eventConditions, keyCondition } from './eventConditions';
import { all, joined, sql, type Sql } from './sql';

/** Events may be recorded this much later than they began and still be found by time. */
export const RECORDING_ALLOWANCE_MS = 7 * 24 * 60 * 60 * 1000;
/** Up to this many values of a filter, each gets a branch of its own, which reads an index in order and stops early. */
const MAX_BRANCHES = 16;

/** How many events are looked at one after the other for words, before the index over the words is asked. */
const NEAREST = 2_000;

const COLUMNS = [
  'stream',
  'batch',
  'position',
  'id',
  'operation_id',
  'occurred_at',
  'recorded_at',
  'duration_ms',
  'plugin',
  'event',
  'action',
  'category',
  'severity',
  'outcome',
  'actor_type',
  'actor',
  'via',
  'details',
];
export const EVENT_COLUMNS = COLUMNS.map(column => `e.${column}`).join(', ');

export interface SelectEventsOptions {
  readonly search: WindowedSearch;
  readonly scope: ReadScope;
  readonly dialect: Dialect;
  /** Events that began in [from, to), in epoch milliseconds. */
  readonly from: number;
  readonly to: number;
  /** Only events beyond this one, in the direction of the order. */
  readonly beyond?: { readonly time: number; readonly id: string };
  readonly order: 'newest' | 'oldest';
  readonly limit: number;
}

/**
 * The first events of a search by time.
 *
 * A filter with an index behind it is taken apart into branches, one for each value and, for targets and projects, one
 * for each place a reference can be stored in. Each branch reads its index in the order that is wanted and stops at the
 * limit; UNION drops events that several branches found. Written as one OR, the planner would sort all matches. Someone
 * who reads certain projects only has a filter of these without asking for it.
 */
export function selectEvents(options: SelectEventsOptions): Sql {
  const { order, limit, search } = options;
  const branches =
    search.q === undefined ? branchesOf(options) : [words(options)];
  const direction = order === 'newest' ? 'DESC' : 'ASC';
  const found = joined(
    branches.map((branch, index) => ({
      ...branch,
      text: `SELECT * FROM (${branch.text}) b${index}`,
    })),
    ' UNION ',
  );
  return sql(
    `SELECT e.*, b.first_sequence FROM (
       SELECT * FROM ${found.text} u ORDER BY occurred_at ${direction}, id ${direction} LIMIT ${limit}
     ) e
     LEFT JOIN ${TABLES.batches} b ON b.stream = e.stream AND b.batch = e.batch
     ORDER BY e.occurred_at ${direction}, e.id ${direction}`,
    ...found.bindings,
  );
}

/**
 * Those of the nearest events, some thousands at most, that are in a search for words. The words are looked for in the text,
 * one event after the other, and not in the index, which knows nothing of the order: a page of a word that many events have is
 * the first few of them, and by the index all of them would have to be sorted.
 */
export function selectNearest(options: SelectEventsOptions): Sql {
  const { search, scope, dialect, order, limit } = options;
  const { q = '', ...rest } = search;
  const time = all(timeConditions('e', options));
  const where = all([
    ...searchWords(q).map(word =>
      // No word has a sign in it that means something to LIKE.
      sql(`' ' || e.search_text LIKE ?`, `% ${word}%`),
    ),
    ...eventConditions(rest, scope, dialect),
  ]);
  const direction = order === 'newest' ? 'DESC' : 'ASC';
  return sql(
    `SELECT ${EVENT_COLUMNS}, b.first_sequence FROM (
       SELECT * FROM ${TABLES.events} e WHERE ${time.text} ${ordered(
      'e',
      order,
      NEAREST,
    )}
     ) e
     LEFT JOIN ${TABLES.batches} b ON b.stream = e.stream AND b.batch = e.batch
     WHERE ${where.text}
     ORDER BY e.occurred_at ${direction}, e.id ${direction} LIMIT ${limit}`,
    ...time.bindings,
    ...where.bindings,
  );
}

/**
 * Free text goes through a step of its own: asked for the first few in order, PostgreSQL's planner would rather walk the
 * whole feed than use the index over the words, which takes 40 seconds for a word that is not there.
 */
function words(options: SelectEventsOptions): Sql {
  const { search, scope, dialect, order, limit } = options;
  const where = all([
    ...timeConditions('e', options),
    ...eventConditions(search, scope, dialect),
  ]);
  return sql(
    `WITH found AS MATERIALIZED (
       SELECT ${EVENT_COLUMNS} FROM ${TABLES.events} e WHERE ${where.text}
     ) SELECT * FROM found ${ordered('found', order, limit)}`,
    ...where.bindings,
  );
}

function branchesOf(options: SelectEventsOptions): readonly Sql[] {
  const { search, scope, dialect } = options;
  const included = (['target', 'project', 'actor', 'action'] as const).find(
    name => search.include[name]?.length,
  );
  const values = included ? search.include[included] : projectsOfScope(scope);
  if (!values?.length) {
    return [inline(options, eventConditions(search, scope, dialect))];
  }
  const driver = included ?? 'project';
  const others = eventConditions(search, scope, dialect, {
    without: included,
  });
  const isKey = keyCondition(dialect);
  const keys = [...new Set(values.map(storedKey))];
  const groups = keys.length > MAX_BRANCHES ? [keys] : keys.map(key => [key]);
  return groups.flatMap(group => [
    inline(options, [isKey(`e.${driver}`, group), ...others]),
    ...(driver === 'target' || driver === 'project'
      ? [further(options, driver, group, others)]
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

function ordered(
  alias: string,
  order: 'newest' | 'oldest',
  limit: number,
): string {
  const direction = order === 'newest' ? 'DESC' : 'ASC';
  return `ORDER BY ${alias}.occurred_at ${direction}, ${alias}.id ${direction} LIMIT ${limit}`;
}

/** `recorded_at` tells PostgreSQL which months to leave alone: nothing is recorded before it began. */
export function timeConditions(
  alias: string,
  {
    dialect,
    from,
    to,
    beyond,
    order,
  }: Pick<SelectEventsOptions, 'dialect' | 'from' | 'to' | 'beyond' | 'order'>,
): readonly Sql[] {
  const time = dialect.writeTime;
  const conditions = [
    sql(
      `${alias}.occurred_at >= ? AND ${alias}.occurred_at < ?`,
      time(from),
      time(to),
    ),
    sql(
      `${alias}.recorded_at >= ? AND ${alias}.recorded_at < ?`,
      time(from),
      time(to + RECORDING_ALLOWANCE_MS),
    ),
  ];
  if (beyond) {
    conditions.push(
      sql(
        `(${alias}.occurred_at, ${alias}.id) ${
          order === 'newest' ? '<' : '>'
        } (?, ?)`,
        time(beyond.time),
        beyond.id,
      ),
    );
  }
  return conditions;
}
