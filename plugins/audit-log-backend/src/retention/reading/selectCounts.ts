// SPDX-License-Identifier: Apache-2.0
import type { FacetName } from 'backstage-plugin-audit-log-common';
import type {
  SummaryRequest,
  WindowedSearch,
} from '../../query/AuditEventReader';
import { all, isOneOf, sql, type Sql } from '../../query/operations/sql';
import type { ReadScope } from '../../query/ReadScope';
import { fileConditions, timeConditions } from './fileConditions';

/** Values of a facet that are looked through, the most frequent of them: as many as of the live table. */
export const MAX_VALUES = 10_000;

export interface QuarterRow {
  /** Beginning of a quarter of an hour, epoch milliseconds. */
  readonly quarter: number;
  readonly events: number;
  readonly failed: number;
}

export interface ValueRow {
  readonly value: string;
  readonly events: number;
}

export interface TitleRow {
  readonly value: string;
  readonly title: string | null;
}

/** What has a name, with the columns of a reference and its name: the main ones of an event. */
const TITLED = {
  actor: ['e.actor', 'e.actor_title'],
  target: ['e.targets[1]', 'e.target_titles[1]'],
  project: ['e.projects[1]', 'e.project_titles[1]'],
} as const;
export type TitledFacet = keyof typeof TITLED;

export function isTitled(facet: string): facet is TitledFacet {
  return facet in TITLED;
}

/** Events of a search by the quarter of an hour that they began in, as QuarterRow. */
export function selectQuarters({
  search,
  scope,
}: Pick<SummaryRequest, 'search' | 'scope'>): Sql {
  const where = whereOf(search, scope);
  return sql(
    `SELECT time_bucket(INTERVAL 15 MINUTE, e.occurred_at) AS quarter, count(*) AS events,
       count(*) FILTER (e.outcome IN ('failed', 'denied')) AS failed
     FROM events e WHERE ${where.text} GROUP BY 1`,
    ...where.bindings,
  );
}

/** Events of a search by the value of a facet, or by each of several, as ValueRow. */
export function selectValues(
  facet: FacetName,
  { search, scope }: Pick<SummaryRequest, 'search' | 'scope'>,
): Sql {
  const where = whereOf(search, scope);
  return sql(
    `SELECT value, count(*) AS events FROM (
       SELECT ${valueOf(facet)} AS value FROM events e WHERE ${where.text}
     ) WHERE value IS NOT NULL GROUP BY value ORDER BY events DESC LIMIT ${MAX_VALUES}`,
    ...where.bindings,
  );
}

/** What values of a facet were called in the latest event, of those in scope, that they mainly stand in, as TitleRow. */
export function selectTitles(
  facet: TitledFacet,
  values: readonly string[],
  scope: ReadScope,
): Sql {
  const [ref, title] = TITLED[facet];
  const where = all([
    isOneOf(ref, values),
    sql(`${title} IS NOT NULL`),
    ...fileConditions({ include: {}, exclude: {}, order: 'newest' }, scope),
  ]);
  return sql(
    `SELECT ${ref} AS value, arg_max(${title}, e.occurred_at) AS title
     FROM events e WHERE ${where.text} GROUP BY 1`,
    ...where.bindings,
  );
}

function valueOf(facet: FacetName): string {
  switch (facet) {
    case 'target':
    case 'project':
      return `unnest(list_distinct(e.${facet}s))`;
    case 'actorType':
      return 'e.actor_type';
    default:
      return `e.${facet}`;
  }
}

function whereOf(search: WindowedSearch, scope: ReadScope): Sql {
  return all([...timeConditions(search), ...fileConditions(search, scope)]);
}
