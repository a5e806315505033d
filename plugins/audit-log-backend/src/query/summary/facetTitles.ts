// SPDX-License-Identifier: Apache-2.0
import type { FacetName } from 'backstage-plugin-audit-log-common';
import type { EventDetails } from '../../database/eventRow';
import { TABLES } from '../../database/tables';
import { eventConditions } from '../operations/eventConditions';
import { latestWith } from '../operations/latestWith';
import {
  runBounded,
  StatementTimeoutError,
  type QueryContext,
} from '../operations/runBounded';
import { all, sql } from '../operations/sql';
import type { ReadScope } from '../ReadScope';

/** Facets whose values have a name besides. */
export type TitledFacet = 'actor' | 'target' | 'project';
/** Names are a nicety: looked up for the most frequent values, in one statement. */
const MAX_TITLES = 50;
const EVERYTHING = { include: {}, exclude: {}, order: 'newest' } as const;

export function isTitled(facet: FacetName): facet is TitledFacet {
  return facet === 'actor' || facet === 'target' || facet === 'project';
}

/** What values of a facet were called in the latest event, of those in scope, that they stand in. */
export async function facetTitles(
  context: QueryContext,
  scope: ReadScope,
  facet: TitledFacet,
  values: readonly string[],
  deadline: number,
): Promise<ReadonlyMap<string, string>> {
  const titles = new Map<string, string>();
  const remaining = deadline - Date.now();
  if (values.length === 0 || remaining < 1) {
    return titles;
  }
  const { dialect } = context;
  const named = values.slice(0, MAX_TITLES);
  const latest = latestWith(dialect, facet, 'given.value');
  const where = all([
    sql(latest.where),
    ...eventConditions(EVERYTHING, scope, dialect),
  ]);
  const rows = await runBounded<{ value: string; details: string | null }>(
    context,
    sql(
      `SELECT given.value, (
         SELECT e.details FROM ${TABLES.events} e
         WHERE ${where.text} ORDER BY ${latest.orderBy} LIMIT 1
       ) AS details
       FROM (${named
         .map(() => 'SELECT CAST(? AS text) AS value')
         .join(' UNION ALL ')}) given`,
      ...where.bindings,
      ...named,
    ),
    remaining,
  ).catch((error: unknown) => {
    if (error instanceof StatementTimeoutError) {
      return [];
    }
    throw error;
  });
  for (const { value, details } of rows) {
    const title = details && titleIn(JSON.parse(details), facet, value);
    if (title) {
      titles.set(value, title);
    }
  }
  return titles;
}

/** A value that was too long for its column is not a reference. */
function titleIn(
  details: EventDetails,
  facet: TitledFacet,
  value: string,
): string | undefined {
  if (facet === 'actor') {
    return details.whole?.actor === undefined ? details.actorTitle : undefined;
  }
  const main = (facet === 'target' ? details.targets : details.projects)?.[0];
  return main?.ref === value ? main.title : undefined;
}
