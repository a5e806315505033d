// SPDX-License-Identifier: Apache-2.0
import { ServiceUnavailableError } from '@backstage/errors';
import type { ReadEventRow } from '../../database/eventFromRow';
import type { PagePosition, PageRequest } from '../AuditEventReader';
import type { FoundRows } from './FoundRows';
import { hasIndex } from './hasIndex';
import { NEARBY_MS, readNearby } from './readNearby';
import {
  readCountedHours,
  type CountedHours,
  type Range,
} from './readCountedHours';
import {
  runBounded,
  StatementTimeoutError,
  type QueryContext,
} from './runBounded';
import { selectEvents, type SelectEventsOptions } from './selectEvents';
import type { Sql } from './sql';

/** The first window looked at; each further one is up to eight times as long, and one that takes too long an eighth. */
const FIRST_WINDOW_MS = 24 * 60 * 60 * 1000;
const FACTOR = 8;
/** Where this many were found in it, the others are expected in as much time as they would take if they were as frequent, and half more. */
const SOME = 5;
const MORE_THAN_EXPECTED = 1.5;
/** Hours that are asked for first, where they are counted; each time eight times as many. */
const FIRST_HOURS = 64;
/** Each range of time is a part of the statement, that has to be planned. */
const RANGES_AT_ONCE = 16;

/** Parts of the time that is left: for looking through everything at once, and for each window or look at the counts. */
const SHARE_OF_EVERYTHING = 0.4;
const SHARE = 0.5;

export type TimePosition = Extract<PagePosition, { by: 'time' }>;

export interface TimeScan {
  /** When time ran out before: up to when was looked. */
  readonly stoppedAt?: number;
}

export type ScanRequest = PageRequest & {
  readonly position?: TimePosition;
  readonly newestFirst: boolean;
  /** What is read of events `e`, besides the sequence; by default, what `add` takes. */
  readonly columns?: string;
};

class Scan {
  private readonly order: SelectEventsOptions['order'];
  /** What has not been looked through. */
  private left: Range;
  private isOver = false;
  private rareWords: readonly string[] = [];

  constructor(
    private readonly context: QueryContext,
    private readonly request: ScanRequest,
    private readonly found: FoundRows,
    private readonly deadline: number,
  ) {
    const { search, position, newestFirst } = request;
    const { from = 0, to = Date.now() } = search;
    this.order = newestFirst ? 'newest' : 'oldest';
    this.left = newestFirst
      ? { from, to: Math.min(to, position ? position.time + 1 : to) }
      : { from: Math.max(from, position ? position.time : from), to };
  }

  async run(): Promise<TimeScan> {
    const { left: all } = this;
    for (const look of [
      this.lookNearby,
      this.lookAtFirst,
      this.lookWhereCounted,
      this.lookPieceByPiece,
    ]) {
      if (this.goesOn) {
        await look.call(this);
      }
    }
    if (this.isDone) {
      return {};
    }
    if (this.left === all) {
      throw new ServiceUnavailableError(
        'The search found nothing in the time it is allowed; narrow it, by time or by another filter',
      );
    }
    const stoppedAt = this.request.newestFirst ? this.left.to : this.left.from;
    return { stoppedAt };
  }

  private get isDone(): boolean {
    return (
      this.found.length > this.request.limit || this.left.from >= this.left.to
    );
  }

  private get goesOn(): boolean {
    return !this.isDone && !this.isOver;
  }

  /** Where words are in many events, the page is full of the first of these, and the rest need not be looked up. */
  private async lookNearby(): Promise<void> {
    const { dialect } = this.context;
    const nearby = this.options(this.nearest(NEARBY_MS));
    const found = await readNearby(nearby, statement =>
      this.read(statement, SHARE),
    );
    found.rows.forEach(row => this.found.add(row));
    this.rareWords = dialect.stopsStatements ? found.rareWords : [];
  }

  private async lookAtFirst(): Promise<void> {
    const { context, request } = this;
    if (
      context.dialect.stopsStatements &&
      hasIndex(request.search, request.scope)
    ) {
      await this.look([this.left], SHARE_OF_EVERYTHING);
      return;
    }
    await this.look([this.nearest(FIRST_WINDOW_MS)]);
    const found = this.found.length;
    if (found >= SOME && this.goesOn) {
      const wanted = request.limit + 1 - found;
      const days = Math.min(FACTOR, (wanted / found) * MORE_THAN_EXPECTED);
      await this.look([this.nearest(Math.ceil(days * FIRST_WINDOW_MS))]);
    }
  }

  private async lookWhereCounted(): Promise<void> {
    let most = FIRST_HOURS;
    while (this.goesOn) {
      const begun = performance.now();
      const hours = await this.countedHours(most);
      if (!hours) {
        return;
      }
      for (const ranges of inGroups(hours.ranges, RANGES_AT_ONCE)) {
        if (this.goesOn && !(await this.look(ranges))) {
          return;
        }
      }
      if (hours.isAll && this.goesOn) {
        this.leave(this.left);
      }
      most = Math.ceil(most * this.growthAfter(begun));
    }
  }

  private countedHours(most: number): Promise<CountedHours | undefined> {
    const { context, order, left: within } = this;
    const { search } = this.request;
    return this.inTime(SHARE, milliseconds =>
      readCountedHours(context, { search, order, within, most }, milliseconds),
    );
  }

  private async lookPieceByPiece(): Promise<void> {
    let size = FIRST_WINDOW_MS;
    while (this.goesOn) {
      const window = this.nearest(size);
      const begun = performance.now();
      if (await this.look([window])) {
        size = Math.round(size * this.growthAfter(begun));
      } else {
        const length = window.to - window.from;
        size = Math.max(1, Math.round(length / FACTOR));
      }
    }
  }

  /** How many times as much can be expected to end within the part of the time that is left that it may take. */
  private growthAfter(begun: number): number {
    const took = performance.now() - begun;
    const growth = ((this.deadline - Date.now()) * SHARE) / took;
    return Math.max(1, Math.min(FACTOR, growth));
  }

  /** Looks through ranges of time, in their order, and leaves everything up to the end of the last behind. False when that took too long. */
  private async look(
    ranges: readonly Range[],
    share = SHARE,
  ): Promise<boolean> {
    const last = ranges[ranges.length - 1];
    const statement = selectEvents(this.options(last), ranges);
    const undo = this.found.keep();
    const isDone = await this.inTime(share, async milliseconds => {
      await this.found.read(this.context, statement, milliseconds);
      return true;
    });
    if (!isDone) {
      undo();
      return false;
    }
    this.leave(last);
    return true;
  }

  private options(range: Range): SelectEventsOptions {
    const { search, scope, position, limit, columns } = this.request;
    return {
      search,
      scope,
      columns,
      dialect: this.context.dialect,
      ...range,
      beyond: position,
      order: this.order,
      limit: limit + 1 - this.found.length,
      rareWords: this.rareWords,
    };
  }

  private leave(range: Range): void {
    this.left = this.request.newestFirst
      ? { ...this.left, to: range.from }
      : { ...this.left, from: range.to };
  }

  private nearest(size: number): Range {
    const { from, to } = this.left;
    return this.request.newestFirst
      ? { from: Math.max(from, to - size), to }
      : { from, to: Math.min(to, from + size) };
  }

  private read<TRow = ReadEventRow>(
    statement: Sql,
    share: number,
  ): Promise<readonly TRow[] | undefined> {
    return this.inTime(share, milliseconds =>
      runBounded<TRow>(this.context, statement, milliseconds),
    );
  }

  /** What a query gives in a part of the time that is left; undefined when that does not suffice, or none is left. */
  private async inTime<T>(
    share: number,
    query: (milliseconds: number) => Promise<T>,
  ): Promise<T | undefined> {
    const remaining = this.deadline - Date.now();
    if (remaining <= 0) {
      this.isOver = true;
      return undefined;
    }
    try {
      return await query(remaining * share);
    } catch (error: unknown) {
      if (error instanceof StatementTimeoutError) {
        return undefined;
      }
      throw error;
    }
  }
}

/**
 * Finds the rows of a search by time from a position on, as many as are asked for and one more.
 *
 * Where PostgreSQL has an index for a filter, all of the time is looked through at once. Else a day is, which is enough for
 * what is frequent; for what is rarer the hourly counts tell where to look; and what nothing is known of is looked for in
 * windows that become longer. What has been found when the time is over is the result.
 *
 * @throws ServiceUnavailableError when the time was over before anything was looked through
 */
export async function scanByTime(
  context: QueryContext,
  request: ScanRequest,
  found: FoundRows,
  budgetMs: number,
): Promise<TimeScan> {
  const scan = new Scan(context, request, found, Date.now() + budgetMs);
  return scan.run();
}

function inGroups<T>(items: readonly T[], size: number): readonly T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
