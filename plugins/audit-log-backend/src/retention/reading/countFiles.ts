// SPDX-License-Identifier: Apache-2.0
import type { EventSummary } from 'backstage-plugin-audit-log-common';
import { ServiceUnavailableError } from '@backstage/errors';
import { storedKey } from '../../database/storedText';
import type { SummaryRequest } from '../../query/AuditEventReader';
import type { Sql } from '../../query/operations/sql';
import type { QuarterCount } from '../../query/summary/timeline';
import { isLate, type FileQueries } from './FileQueries';
import type { ReadableFile } from './ReadableFile';
import {
  selectQuarters,
  selectValues,
  type QuarterRow,
  type ValueRow,
} from './selectCounts';

export interface FileCounts {
  readonly quarters: readonly QuarterCount[];
  readonly facets: EventSummary['facets'];
  /** Whether all of the files were counted. */
  readonly isWhole: boolean;
}

export interface CountOptions {
  readonly queries: FileQueries;
  readonly deadline: number;
  readonly signal?: AbortSignal;
}

/** Counts the events of a search in files. What cannot be counted in time, or not at all, is left out. */
export async function countFiles(
  files: readonly ReadableFile[],
  request: SummaryRequest,
  options: CountOptions,
): Promise<FileCounts> {
  const quarters = await selectIfPossible<QuarterRow>(
    files,
    selectQuarters(request),
    options,
  );
  const facets: EventSummary['facets'] = {};
  for (const facet of request.facets) {
    const rows =
      quarters &&
      (await selectIfPossible<ValueRow>(
        files,
        selectValues(facet, request),
        options,
      ));
    facets[facet] = addUp(rows ?? []);
  }
  return {
    quarters: (quarters ?? []).map(({ quarter, events, failed }) => ({
      start: quarter,
      count: events,
      failed,
    })),
    facets,
    isWhole: quarters !== undefined,
  };
}

/** Rows, or undefined where time runs out or a file cannot be read: the page of events says so. */
export async function selectIfPossible<TRow>(
  files: readonly ReadableFile[],
  sql: Sql,
  { queries, deadline, signal }: CountOptions,
): Promise<readonly TRow[] | undefined> {
  const budgetMs = deadline - Date.now();
  if (budgetMs < 1) {
    return undefined;
  }
  try {
    return await queries.select<TRow>(files, sql, { budgetMs, signal });
  } catch (error: unknown) {
    if (isLate(error) || error instanceof ServiceUnavailableError) {
      return undefined;
    }
    throw error;
  }
}

/** Values as the database has them: it keeps keys of long ones. */
function addUp(rows: readonly ValueRow[]): EventSummary['facets'][string] {
  const counts = new Map<string, number>();
  for (const { value, events } of rows) {
    const key = storedKey(value);
    counts.set(key, (counts.get(key) ?? 0) + events);
  }
  return Array.from(counts, ([value, count]) => ({ value, count }));
}
