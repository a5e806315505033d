// SPDX-License-Identifier: Apache-2.0
import type { PagePosition, PageRequest } from '../../query/AuditEventReader';
import type { ReadableFile } from './ReadableFile';

export interface Place {
  readonly time: number;
  readonly id: string;
}

const LOWEST_ID = '00000000-0000-0000-0000-000000000000';
const HIGHEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * The way that a page by time takes through its window, in one direction or the other, measured in steps of a millisecond: an event
 * is at the step of its time, and steps always grow.
 */
export class TimeTravel {
  static of({ search, position }: PageRequest): TimeTravel {
    const start = position?.by === 'time' ? position : undefined;
    const back = start?.direction === 'previous';
    const newestFirst = (search.order === 'newest') !== back;
    const { from = 0, to = Date.now() } = search;
    return new TimeTravel(
      newestFirst,
      back,
      start,
      newestFirst
        ? -Math.min(to, start ? start.time + 1 : to)
        : Math.max(from, start ? start.time : from),
      newestFirst ? -from : to,
    );
  }

  private constructor(
    readonly newestFirst: boolean,
    /** Whether the page lies behind its position. */
    readonly back: boolean,
    /** Where the page begins behind. */
    readonly position: Place | undefined,
    /** Where it begins, and where the window ends, which is not included. */
    readonly start: number,
    readonly end: number,
  ) {}

  stepOf(time: number): number {
    return this.newestFirst ? -time - 1 : time;
  }

  /** Where a file begins and where it ends. */
  near({ content }: ReadableFile): number {
    return this.stepOf(
      this.newestFirst ? content.occurredTo : content.occurredFrom,
    );
  }

  far({ content }: ReadableFile): number {
    return (
      this.stepOf(
        this.newestFirst ? content.occurredFrom : content.occurredTo,
      ) + 1
    );
  }

  /** The times from a step to before another. */
  window(
    from: number,
    to: number,
  ): { readonly from: number; readonly to: number } {
    return this.newestFirst ? { from: -to, to: -from } : { from, to };
  }

  /** Between the last event before a step and the first one at it. */
  placeBefore(step: number): Place {
    return this.newestFirst
      ? { time: -step, id: LOWEST_ID }
      : { time: step - 1, id: HIGHEST_ID };
  }

  /** A place, or the position where that is further on: whoever goes on from it gets nothing a second time. */
  notBehind(place: Place): Place {
    return this.position && this.compare(place, this.position) < 0
      ? this.position
      : place;
  }

  /** Negative when one comes before the other on the way. */
  compare(one: Place, other: Place): number {
    const ids = one.id < other.id ? -1 : Number(one.id > other.id);
    const order = one.time - other.time || ids;
    return this.newestFirst ? -order : order;
  }

  /** The position that goes on from a place, or back from it. */
  positionAt({ time, id }: Place, onward: boolean): PagePosition {
    const direction = onward === this.back ? 'previous' : 'next';
    return { by: 'time', direction, time, id };
  }
}
