// SPDX-License-Identifier: Apache-2.0
import type { EventSummary } from 'backstage-plugin-audit-log-common';
import type { SummaryRequest } from '../AuditEventReader';
import type { QueryContext } from '../operations/runBounded';
import { COUNTING_CAP } from './countedRows';
import { countParts, type CountedTogether } from './countParts';
import { facetTitles, isTitled } from './facetTitles';
import { facetValues } from './facetValues';
import { rollupsFor } from './rollupsFor';
import { bucketStarts, fillBuckets } from './timeline';

type FacetValues = EventSummary['facets'][string];

/** Totals, timeline and facets: from rollups where these tell the events apart, else by counting, up to a cap. */
export async function summarizeEvents(
  context: QueryContext,
  request: SummaryRequest,
  budgetMs: number,
): Promise<Omit<EventSummary, 'window'>> {
  const { search, timeZone } = request;
  const { from = 0, to = Date.now() } = search;
  const deadline = Date.now() + budgetMs;
  const { interval, starts } = bucketStarts({ from, to }, timeZone);

  const counted = await Promise.all(
    statementsFor(request, starts).map(async together => ({
      together,
      ...(await countParts(context, request, together, deadline)),
    })),
  );
  const facets = await Promise.all(
    request.facets.map(async facet => {
      const { counts = [] } =
        counted.find(({ together }) => together.facets.includes(facet)) ?? {};
      const values = facetValues(counts, facet, request);
      return [
        facet,
        isTitled(facet)
          ? await withTitles(context, request, facet, values, deadline)
          : values,
      ] as const;
    }),
  );
  const ofTimeline = counted.find(({ together }) => together.boundaries)!;
  const quarters = ofTimeline.counts
    .filter(({ part }) => part === 'timeline')
    .map(({ value, events, failed }) => ({
      start: Number(value),
      count: events,
      failed,
    }));
  const count = quarters.reduce((sum, quarter) => sum + quarter.count, 0);
  return {
    total: {
      count,
      exact:
        ofTimeline.whole &&
        (ofTimeline.together.rollups !== undefined || count < COUNTING_CAP),
    },
    timeline: { interval, buckets: fillBuckets(quarters, starts) },
    facets: Object.fromEntries(facets),
  };
}

/** What is counted from the same rows goes together. */
function statementsFor(
  { search, scope, facets }: SummaryRequest,
  starts: readonly number[],
): readonly CountedTogether[] {
  const statements = new Map<CountedTogether['rollups'], CountedTogether>();
  const rollups = rollupsFor(search, scope, { boundaries: starts });
  statements.set(rollups, { rollups, facets: [], boundaries: starts });
  for (const facet of new Set(facets)) {
    const ofFacet = rollupsFor(search, scope, { facet });
    const together = statements.get(ofFacet) ?? {
      rollups: ofFacet,
      facets: [],
    };
    statements.set(ofFacet, {
      ...together,
      facets: [...together.facets, facet],
    });
  }
  return [...statements.values()];
}

async function withTitles(
  context: QueryContext,
  { scope }: SummaryRequest,
  facet: Parameters<typeof facetTitles>[2],
  values: FacetValues,
  deadline: number,
): Promise<FacetValues> {
  const titles = await facetTitles(
    context,
    scope,
    facet,
    values.map(({ value }) => value),
    deadline,
  );
  return values.map(entry => {
    const title = titles.get(entry.value);
    return title === undefined ? entry : { ...entry, title };
  });
}
