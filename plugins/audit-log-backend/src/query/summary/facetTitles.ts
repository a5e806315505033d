// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import { eventFromRow, type ReadEventRow } from '../../database/eventFromRow';
import { TABLES } from '../../database/tables';
import { eventConditions, keyCondition } from '../operations/eventConditions';
import {
  runBounded,
  StatementTimeoutError,
  type QueryContext,
} from '../operations/runBounded';
import { EVENT_COLUMNS } from '../operations/selectEvents';
import { all, joined, sql } from '../operations/sql';
import type { ReadScope } from '../ReadScope';

/** Facets whose values have a name besides. */
export type TitledFacet = 'actor' | 'target' | 'project';
/** Names are a nicety: looked up for the most frequent values, in one statement. */
const MAX_TITLES = 50;
const EVERYTHING = { include: {}, exclude: {}, order: 'newest' } as const;

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
  const latest = values.slice(0, MAX_TITLES).map((value, index) => {
    const where = all([
      keyCondition(context.dialect)(`e.${facet}`, [value]),
      ...eventConditions(EVERYTHING, scope, context.dialect),
    ]);
    return sql(
      `SELECT * FROM (SELECT ${EVENT_COLUMNS}, NULL AS first_sequence FROM ${TABLES.events} e
       WHERE ${where.text} ORDER BY e.occurred_at DESC, e.id DESC LIMIT 1) e${index}`,
      ...where.bindings,
    );
  });
  const union = joined(latest, ' UNION ALL ');
  const rows = await runBounded<ReadEventRow>(
    context,
    { ...union, text: `SELECT * FROM ${union.text} e` },
    remaining,
  ).catch((error: unknown) => {
    if (error instanceof StatementTimeoutError) {
      return [];
    }
    throw error;
  });
  for (const row of rows) {
    const { ref, title } = named(eventFromRow(row, context.dialect), facet);
    if (ref !== undefined && title !== undefined) {
      titles.set(ref, title);
    }
  }
  return titles;
}

function named(
  event: AuditEvent,
  facet: TitledFacet,
): { readonly ref?: string; readonly title?: string } {
  if (facet === 'actor') {
    return event.actor;
  }
  const [main] = facet === 'target' ? event.targets : event.projects;
  return main ?? {};
}
