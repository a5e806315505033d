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

/**
 * Counts the events of a search in files, as many of them at a time as there is room for. What cannot be counted in time, or not at
 * all, is left out.
 */
export async function countFiles(
  files: readonly ReadableFile[],
  request: SummaryRequest,
  options: CountOptions,
): Promise<FileCounts> {
  let quarters: readonly QuarterRow[] = [];
  const values = new Map<string, ValueRow[]>();
  let isWhole = true;
  for (const group of options.queries.groupsOf(files)) {
    const counted = await countGroup(group, request, options);
    if (!counted) {
      isWhole = false;
      continue;
    }
    quarters = [...quarters, ...counted.quarters];
    for (const [facet, rows] of counted.values) {
      values.set(facet, [...(values.get(facet) ?? []), ...rows]);
    }
  }
  const facets: EventSummary['facets'] = {};
  for (const facet of request.facets) {
    facets[facet] = addUp(values.get(facet) ?? []);
  }
  return {
    quarters: quarters.map(({ quarter, events, failed }) => ({
      start: quarter,
      count: events,
      failed,
    })),
    facets,
    isWhole,
  };
}

/** Counts files while they are open. The values of a facet are left out where time runs out. */
async function countGroup(
  group: readonly ReadableFile[],
  request: SummaryRequest,
  { queries, deadline, signal }: CountOptions,
) {
  const left = () => deadline - Date.now();
  if (left() < 1) {
    return undefined;
  }
  return ifPossible(
    queries.use(group, { patienceMs: left(), signal }, async ask => {
      const quarters = await ask<QuarterRow>(selectQuarters(request), left());
      const values = new Map<string, readonly ValueRow[]>();
      for (const facet of request.facets) {
        const rows =
          left() < 1
            ? undefined
            : await unlessLate(
                ask<ValueRow>(selectValues(facet, request), left()),
              );
        values.set(facet, rows ?? []);
      }
      return { quarters, values };
    }),
  );
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
  return ifPossible(queries.select<TRow>(files, sql, { budgetMs, signal }));
}

async function ifPossible<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await unlessLate(work);
  } catch (error: unknown) {
    if (error instanceof ServiceUnavailableError) {
      return undefined;
    }
    throw error;
  }
}

async function unlessLate<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error: unknown) {
    if (isLate(error)) {
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
