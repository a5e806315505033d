// SPDX-License-Identifier: Apache-2.0
import {
  FILTER_NAMES,
  type EventFilters,
} from 'backstage-plugin-audit-log-common';
import { DAY_MS, HOUR_MS } from '../../database/rollupsOf';
import type { Dialect } from '../../database/dialect';
import {
  TABLES,
  type StoredInteger,
  type StoredTime,
} from '../../database/tables';
import type { WindowedSearch } from '../AuditEventReader';
import { eventConditions } from './eventConditions';
import { KINDS } from './rollups';
import { runBounded, type QueryContext } from './runBounded';
import { all, sql, type Sql } from './sql';

/** From so much time on, how many events there are at all is told by. */
const DENSITY_MS = 3 * DAY_MS;
/** So many events are read as quickly as a statement with one more range is planned. */
const EVENTS_A_RANGE = 300;

/** Times that events lie in, in epoch milliseconds: [from, to). */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The hours in which the events of a search can be. */
export interface CountedHours {
  /** In the order of the search. Hours that follow each other, or have few events between them, are one range. */
  readonly ranges: readonly Range[];
  /** No event of the search is in any other. */
  readonly isAll: boolean;
}

/**
 * The nearest hours that have events of a search, at most so many, by the hourly counts: what is rare is found without looking
 * at all that is not it. What of the search is not counted by is left out of the question, so that there may be hours in which
 * no event is of the search, never one that is in no such hour. Undefined where nothing of it is counted.
 */
export async function readCountedHours(
  context: QueryContext,
  request: {
    readonly search: WindowedSearch;
    readonly order: 'newest' | 'oldest';
    readonly within: Range;
    readonly most: number;
  },
  milliseconds: number,
): Promise<CountedHours | undefined> {
  const { search, order, within, most } = request;
  const counted = {
    ...search,
    q: undefined,
    include: countedOf(search.include),
    exclude: countedOf(search.exclude),
  };
  if (![counted.include, counted.exclude].some(isFiltering)) {
    return undefined;
  }
  const { dialect } = context;
  const isNewest = order === 'newest';
  const where = all([
    isHourIn(within, dialect),
    ...eventConditions(counted, { kind: 'everything' }, dialect, {
      of: 'counts',
    }),
  ]);
  const nearest = isHourIn(
    isNewest
      ? { from: within.to - DENSITY_MS, to: within.to }
      : { from: within.from, to: within.from + DENSITY_MS },
    dialect,
  );
  const rows = await runBounded<{
    readonly hour: StoredTime;
    readonly nearby: StoredInteger | null;
  }>(
    context,
    sql(
      `SELECT e.hour, (SELECT SUM(e.events) FROM ${TABLES.rollups} e WHERE ${
        nearest.text
      }) AS nearby
       FROM ${TABLES.rollups} e WHERE ${where.text}
       GROUP BY e.hour ORDER BY e.hour ${
         isNewest ? 'DESC' : 'ASC'
       } LIMIT ${most}`,
      ...nearest.bindings,
      ...where.bindings,
    ),
    milliseconds,
  );
  const nearby = Math.max(1, Number(rows[0]?.nearby ?? 0));
  return {
    ranges: rangesOf(
      rows.map(({ hour }) => dialect.readTime(hour)),
      within,
      (EVENTS_A_RANGE / nearby) * DENSITY_MS,
    ),
    isAll: rows.length < most,
  };
}

function isHourIn({ from, to }: Range, dialect: Dialect): Sql {
  return sql(
    'e.hour >= ? AND e.hour < ?',
    dialect.writeTime(Math.floor(from / HOUR_MS) * HOUR_MS),
    dialect.writeTime(to),
  );
}

function countedOf(filters: EventFilters): EventFilters {
  return Object.fromEntries(
    FILTER_NAMES.filter(name => KINDS.names.includes(name)).map(name => [
      name,
      filters[name],
    ]),
  );
}

function isFiltering(filters: EventFilters): boolean {
  return FILTER_NAMES.some(name => filters[name]?.length);
}

function rangesOf(
  hours: readonly number[],
  within: Range,
  gap: number,
): readonly Range[] {
  const ranges: Range[] = [];
  for (const hour of hours) {
    const from = Math.max(hour, within.from);
    const to = Math.min(hour + HOUR_MS, within.to);
    const last = ranges.at(-1);
    // Whichever way the hours go.
    const isNear = last && last.from - to <= gap && from - last.to <= gap;
    if (isNear) {
      ranges[ranges.length - 1] = {
        from: Math.min(last.from, from),
        to: Math.max(last.to, to),
      };
    } else {
      ranges.push({ from, to });
    }
  }
  return ranges;
}
