// SPDX-License-Identifier: Apache-2.0
import type {
  EventSummary,
  FacetName,
} from 'backstage-plugin-audit-log-common';
import type {
  AuditEventReader,
  SummaryRequest,
} from '../../query/AuditEventReader';
import type { ArchiveCatalog } from '../files/ArchiveCatalog';
import { countFiles } from './countFiles';
import type { FileQueries } from './FileQueries';
import { mergeFacet, mergeTimelines } from './mergeSummaries';
import { isMoving, isOnlyArchived } from './ReadableFile';
import { MAX_VALUES } from './selectCounts';
import { withTitles } from './withTitles';

type Summary = Awaited<ReturnType<AuditEventReader['summarize']>>;

/**
 * Counts what is in the live table, and in the files whose events are nowhere else, and adds them up. What is in both is counted live.
 * Where files cannot be counted in time, or not at all, the total is not said to be exact; nor while events move from one to the other.
 */
export async function summarize(
  {
    live,
    catalog,
    queries,
  }: {
    readonly live: Pick<AuditEventReader, 'summarize'>;
    readonly catalog: ArchiveCatalog;
    readonly queries: FileQueries;
  },
  request: SummaryRequest,
  budgetMs: number,
): Promise<Summary> {
  const { from = 0, to = Date.now() } = request.search;
  const inWindow = (await catalog.readable()).filter(
    ({ content }) => content.occurredTo >= from && content.occurredFrom < to,
  );
  if (inWindow.length === 0) {
    return live.summarize(request);
  }
  const isSettled = !inWindow.some(file => isMoving(file, Date.now()));
  const files = inWindow.filter(isOnlyArchived);
  if (files.length === 0) {
    const { total, ...summary } = await live.summarize(request);
    return {
      ...summary,
      total: { ...total, exact: total.exact && isSettled },
    };
  }
  const deadline = Date.now() + budgetMs;
  // Both parts of the same window, and as many values as there are of either: one that is rare in one may be frequent in the other.
  const windowed = {
    ...request,
    search: { ...request.search, from, to },
    facetLimit: MAX_VALUES,
  };
  const options = { queries, deadline, signal: request.signal };
  const [ofLive, ofFiles] = await Promise.all([
    live.summarize(windowed),
    countFiles(files, windowed, options),
  ]);
  const facets: Record<string, EventSummary['facets'][string]> = {};
  for (const facet of request.facets) {
    const values = mergeFacet(
      ofLive.facets[facet] ?? [],
      ofFiles.facets[facet] ?? [],
      request,
    );
    facets[facet] = await withTitles(facet as FacetName, values, {
      ...options,
      files,
      scope: request.scope,
    });
  }
  const { timeline, count } = mergeTimelines(ofLive, ofFiles.quarters);
  return {
    total: {
      count,
      exact: ofLive.total.exact && ofFiles.isWhole && isSettled,
    },
    timeline,
    facets,
  };
}
