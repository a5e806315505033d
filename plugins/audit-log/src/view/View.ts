// SPDX-License-Identifier: Apache-2.0
import type { EventSearch } from 'backstage-plugin-audit-log-common';
import type { TimeRangeName } from './timeRanges';

/** Everything that decides what the page shows; all of it lives in the URL. */
export interface View {
  /**
   * What the server is asked. With a preset, `from` is there on pages after the first only: a cursor belongs to one
   * search, so the beginning of the window has to stay where the first page put it.
   */
  readonly search: EventSearch;
  /** A preset, or 'custom' when the times of the search were picked. */
  readonly range: TimeRangeName | 'custom';
  readonly limit: number;
  /** Where the page begins; absent on the first. */
  readonly cursor?: string;
  /** Whether the cursor led back to this page. */
  readonly isBack?: boolean;
  /** How many events lie before this page, for "51–100 of 1,234"; only counted along, never sent. */
  readonly offset: number;
  /** The id of the event whose details are open. */
  readonly eventId?: string;
}

export const PAGE_SIZES: readonly number[] = [25, 50, 100, 250];
export const DEFAULT_PAGE_SIZE = 50;
