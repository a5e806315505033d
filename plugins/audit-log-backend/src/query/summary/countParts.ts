// SPDX-License-Identifier: Apache-2.0
import type { FacetName } from 'backstage-plugin-audit-log-common';
import { OUTCOMES } from 'backstage-plugin-audit-log-common';
import { REF_KINDS, TABLES, type StoredInteger } from '../../database/tables';
import type { SummaryRequest } from '../AuditEventReader';
import { eventConditions } from '../operations/eventConditions';
import type { Rollups } from '../operations/rollups';
import { runBounded, type QueryContext } from '../operations/runBounded';
import { all, sql, type Sql } from '../operations/sql';
import { timeConditions } from '../operations/timeConditions';
import {
  COUNTING_CAP,
  countedEvents,
  countedRollups,
  type CountedRowsOptions,
} from './countedRows';
import { columnOf } from './facetColumns';
import { newestPart } from './newestPart';

const FAILED = [OUTCOMES.indexOf('failed'), OUTCOMES.indexOf('denied')];
/** Values of a facet that are looked through for the text they must contain, the most frequent of them. */
const MAX_VALUES = 10_000;

/** What one statement counts, from rollups where these are given, else from events: facets, and the timeline where it has boundaries. */
export interface CountedTogether {
  readonly rollups: Rollups | undefined;
  readonly facets: readonly FacetName[];
  readonly boundaries?: readonly number[];
}

/** How many events a part of a summary has of one value; of the timeline, that is a quarter of an hour, epoch milliseconds. */
export interface CountedPart {
  readonly part: FacetName | 'timeline';
  readonly value: string;
  readonly events: number;
  readonly failed: number;
}

type PartRow = Omit<CountedPart, 'events' | 'failed'> & {
  readonly events: StoredInteger;
  readonly failed: StoredInteger;
};

/** Counts parts of a summary in one statement that goes through what it counts once, for as much of the window as there is time for. */
export async function countParts(
  context: QueryContext,
  request: SummaryRequest,
  together: CountedTogether,
  deadline: number,
): Promise<{
  readonly counts: readonly CountedPart[];
  readonly whole: boolean;
}> {
  const { search, scope } = request;
  const { from = 0, to = Date.now() } = search;
  const { result, whole } = await newestPart(
    { from, to },
    deadline,
    (window, timeoutMs) =>
      runBounded<PartRow>(
        context,
        selectParts(together, {
          ...window,
          search,
          scope,
          dialect: context.dialect,
          columns: together.facets.map(columnOf),
          timeline: together.boundaries !== undefined,
        }),
        timeoutMs,
      ),
  );
  return {
    counts: result.map(row => ({
      ...row,
      events: Number(row.events),
      failed: Number(row.failed),
    })),
    whole,
  };
}

function selectParts(
  { rollups, facets, boundaries }: CountedTogether,
  options: CountedRowsOptions,
): Sql {
  const counted = rollups
    ? countedRollups({ ...options, rollups, boundaries: boundaries ?? [] })
    : countedEvents(options);
  const isOne = facets.length + (boundaries ? 1 : 0) === 1;
  const rows = isOne ? `(${counted.text}) counted` : 'counted';
  const parts = facets.map(facet => facetPart(facet, rows, options));
  if (boundaries) {
    parts.push(
      sql(
        `SELECT 'timeline' AS part, CAST(quarter AS text) AS value, SUM(events) AS events,
           SUM(CASE WHEN outcome IN (${FAILED}) THEN events ELSE 0 END) AS failed
         FROM ${rows} GROUP BY quarter`,
      ),
    );
  }
  const text = parts.map(part => part.text).join(' UNION ALL ');
  return sql(
    isOne ? text : `WITH counted AS MATERIALIZED (${counted.text}) ${text}`,
    ...counted.bindings,
    ...parts.flatMap(({ bindings }) => bindings),
  );
}

function facetPart(
  facet: FacetName,
  rows: string,
  options: CountedRowsOptions,
): Sql {
  const column = columnOf(facet);
  const further =
    facet === 'target' || facet === 'project'
      ? selectFurther(facet, options)
      : undefined;
  const values = `SELECT ${column} AS value, events FROM ${rows}${
    further ? ` UNION ALL ${further.text}` : ''
  }`;
  return sql(
    `SELECT * FROM (
       SELECT '${facet}' AS part, CAST(value AS text) AS value, SUM(events) AS events, 0 AS failed
       FROM (${values}) given WHERE value IS NOT NULL
       GROUP BY value HAVING SUM(events) > 0 ORDER BY 3 DESC LIMIT ${MAX_VALUES}
     ) of_${column}`,
    ...(further?.bindings ?? []),
  );
}

/** Targets or projects of the events beyond their main ones. */
function selectFurther(
  kind: 'target' | 'project',
  { search, scope, dialect, from, to }: CountedRowsOptions,
): Sql {
  const window = { dialect, from, to, order: 'newest' } as const;
  const where = all([
    sql('e.has_more_refs'),
    ...timeConditions('e', window),
    ...timeConditions('r', window),
    ...eventConditions(search, scope, dialect),
  ]);
  return sql(
    `SELECT value, events FROM (
       SELECT r.ref AS value, 1 AS events FROM ${TABLES.events} e
       JOIN ${TABLES.refs} r ON r.stream = e.stream AND r.recorded_at = e.recorded_at AND r.id = e.id
       WHERE r.kind = ${REF_KINDS[kind]} AND ${where.text}
       ORDER BY e.occurred_at DESC, e.id DESC LIMIT ${COUNTING_CAP}
     ) further`,
    ...where.bindings,
  );
}
