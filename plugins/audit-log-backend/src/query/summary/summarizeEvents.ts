// SPDX-License-Identifier: Apache-2.0
import { OUTCOMES, type EventSummary } from 'backstage-plugin-audit-log-common';
import type { StoredInteger } from '../../database/tables';
import type { SummaryRequest } from '../AuditEventReader';
import { runBounded, type QueryContext } from '../operations/runBounded';
import { sql } from '../operations/sql';
import { COUNTING_CAP, countedEvents, countedRollups } from './countedRows';
import { countFacet } from './countFacet';
import { newestPart } from './newestPart';
import { rollupsFor } from './rollupsFor';
import { bucketStarts, fillBuckets } from './timeline';

const FAILED = [OUTCOMES.indexOf('failed'), OUTCOMES.indexOf('denied')];

interface CountRow {
  readonly quarter: StoredInteger;
  readonly events: StoredInteger;
  readonly failed: StoredInteger;
}

/** Totals, timeline and facets: from rollups where these tell the events apart, else by counting, up to a cap. */
export async function summarizeEvents(
  context: QueryContext,
  request: SummaryRequest,
  budgetMs: number,
): Promise<Omit<EventSummary, 'window'>> {
  const { search, scope, timeZone } = request;
  const { from = 0, to = Date.now() } = search;
  const deadline = Date.now() + budgetMs;
  const { interval, starts } = bucketStarts({ from, to }, timeZone);
  const rollups = rollupsFor(search, scope, { boundaries: starts });

  const { result, whole } = await newestPart(
    { from, to },
    deadline,
    async (window, timeoutMs) => {
      const options = {
        ...window,
        search,
        scope,
        dialect: context.dialect,
        column: 'outcome',
      };
      const counted = rollups
        ? countedRollups({ ...options, rollups, boundaries: starts })
        : countedEvents(options);
      return runBounded<CountRow>(
        context,
        sql(
          `SELECT quarter, SUM(events) AS events,
             SUM(CASE WHEN outcome IN (${FAILED}) THEN events ELSE 0 END) AS failed
           FROM (${counted.text}) counted GROUP BY quarter`,
          ...counted.bindings,
        ),
        timeoutMs,
      );
    },
  );
  const quarters = result.map(row => ({
    start: Number(row.quarter),
    count: Number(row.events),
    failed: Number(row.failed),
  }));
  const count = quarters.reduce((sum, quarter) => sum + quarter.count, 0);

  const facets: EventSummary['facets'] = {};
  for (const facet of request.facets) {
    facets[facet] = await countFacet(context, request, facet, deadline);
  }
  return {
    total: {
      count,
      exact: whole && (rollups !== undefined || count < COUNTING_CAP),
    },
    timeline: { interval, buckets: fillBuckets(quarters, starts) },
    facets,
  };
}
