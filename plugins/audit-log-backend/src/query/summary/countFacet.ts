// SPDX-License-Identifier: Apache-2.0
import {
  ACTOR_TYPES,
  OUTCOMES,
  SEVERITIES,
  type EventSummary,
  type FacetName,
} from 'backstage-plugin-audit-log-common';
import { REF_KINDS, TABLES, type StoredInteger } from '../../database/tables';
import type { SummaryRequest } from '../AuditEventReader';
import { eventConditions } from '../operations/eventConditions';
import { runBounded, type QueryContext } from '../operations/runBounded';
import { timeConditions } from '../operations/selectEvents';
import { all, sql, type Sql } from '../operations/sql';
import {
  COUNTING_CAP,
  countedEvents,
  countedRollups,
  type CountedRowsOptions,
} from './countedRows';
import { facetTitles } from './facetTitles';
import { newestPart } from './newestPart';
import { rollupsFor } from './rollupsFor';

type FacetValues = EventSummary['facets'][string];

/** Values of a facet that are looked through for the text they must contain, the most frequent of them. */
const MAX_VALUES = 10_000;
const COLUMNS: Partial<Record<FacetName, string>> = { actorType: 'actor_type' };
/** Facets whose values are stored as their place in a list. */
const NAMES: Partial<Record<FacetName, readonly string[]>> = {
  actorType: ACTOR_TYPES,
  severity: SEVERITIES,
  outcome: OUTCOMES,
};

/** The values of one facet among the events of a search, the most frequent first. */
export async function countFacet(
  context: QueryContext,
  request: SummaryRequest,
  facet: FacetName,
  deadline: number,
): Promise<FacetValues> {
  const { from = 0, to = Date.now() } = request.search;
  const { result } = await newestPart(
    { from, to },
    deadline,
    (window, timeoutMs) => {
      const rows = facetRows(facet, {
        ...window,
        search: request.search,
        scope: request.scope,
        dialect: context.dialect,
        column: COLUMNS[facet] ?? facet,
      });
      return runBounded<{ value: string | number; events: StoredInteger }>(
        context,
        sql(
          `SELECT value, SUM(events) AS events FROM (${rows.text}) counted
           WHERE value IS NOT NULL GROUP BY value ORDER BY 2 DESC LIMIT ${MAX_VALUES}`,
          ...rows.bindings,
        ),
        timeoutMs,
      );
    },
  );
  const contains = request.facetContains?.toLocaleLowerCase('en-US') ?? '';
  const values = result
    .map(row => ({
      value: NAMES[facet]?.[Number(row.value)] ?? String(row.value),
      count: Number(row.events),
    }))
    // Rollups hold an empty text for events without a value.
    .filter(({ value }) => value !== '')
    .filter(({ value }) => value.toLocaleLowerCase('en-US').includes(contains))
    // Equally frequent ones by their code units: the engines' own collations differ.
    .sort(
      (one, other) =>
        other.count - one.count || (one.value < other.value ? -1 : 1),
    )
    .slice(0, request.facetLimit);
  return titled(context, request, facet, values, deadline);
}

function facetRows(facet: FacetName, options: CountedRowsOptions): Sql {
  if (facet === 'target' || facet === 'project') {
    const main = countedEvents(options);
    const further = countedFurther(facet, options);
    return sql(
      `SELECT value, events FROM (${main.text}) main UNION ALL ${further.text}`,
      ...main.bindings,
      ...further.bindings,
    );
  }
  const rollups = rollupsFor(options.search, options.scope, { facet });
  return rollups
    ? countedRollups({ ...options, rollups, boundaries: [] })
    : countedEvents(options);
}

/** Targets or projects of the events beyond their main ones. */
function countedFurther(
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

async function titled(
  context: QueryContext,
  request: SummaryRequest,
  facet: FacetName,
  values: FacetValues,
  deadline: number,
): Promise<FacetValues> {
  if (facet !== 'actor' && facet !== 'target' && facet !== 'project') {
    return values;
  }
  const titles = await facetTitles(
    context,
    request.scope,
    facet,
    values.map(({ value }) => value),
    deadline,
  );
  return values.map(entry => {
    const title = titles.get(entry.value);
    return title === undefined ? entry : { ...entry, title };
  });
}
