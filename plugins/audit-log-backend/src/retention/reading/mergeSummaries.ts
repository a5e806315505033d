// SPDX-License-Identifier: Apache-2.0
import type { EventSummary } from 'backstage-plugin-audit-log-common';
import type {
  AuditEventReader,
  SummaryRequest,
} from '../../query/AuditEventReader';
import { fillBuckets, type QuarterCount } from '../../query/summary/timeline';

type Summary = Awaited<ReturnType<AuditEventReader['summarize']>>;
type FacetValues = EventSummary['facets'][string];

/** The timeline of the live table with other counts added, and the count of both. */
export function mergeTimelines(
  live: Summary,
  quarters: readonly QuarterCount[],
): { readonly timeline: Summary['timeline']; readonly count: number } {
  const { interval, buckets } = live.timeline;
  const added = fillBuckets(
    quarters,
    buckets.map(({ start }) => Date.parse(start)),
  );
  return {
    timeline: {
      interval,
      buckets: buckets.map((bucket, index) => ({
        ...bucket,
        count: bucket.count + added[index].count,
        failed: bucket.failed + added[index].failed,
      })),
    },
    count: quarters.reduce((sum, { count }) => sum + count, live.total.count),
  };
}

/** The values of a facet in both, the most frequent first, those that have the text that was asked for, as many as were asked for. */
export function mergeFacet(
  live: FacetValues,
  archived: FacetValues,
  {
    facetContains = '',
    facetLimit,
  }: Pick<SummaryRequest, 'facetContains' | 'facetLimit'>,
): FacetValues {
  const byValue = new Map(live.map(entry => [entry.value, entry]));
  const contained = facetContains.toLocaleLowerCase('en-US');
  for (const { value, count } of archived) {
    if (value !== '' && value.toLocaleLowerCase('en-US').includes(contained)) {
      const entry = byValue.get(value) ?? { value, count: 0 };
      byValue.set(value, { ...entry, count: entry.count + count });
    }
  }
  return [...byValue.values()]
    .sort(
      (one, other) =>
        other.count - one.count || (one.value < other.value ? -1 : 1),
    )
    .slice(0, facetLimit);
}
