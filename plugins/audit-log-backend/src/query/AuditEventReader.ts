// SPDX-License-Identifier: Apache-2.0
import type {
  AuditEvent,
  EventPage,
  EventSearch,
  EventSummary,
  FacetName,
} from 'backstage-plugin-audit-log-common';

/**
 * What a reader may see at most. It is decided per request and joined to every query as one more condition; it never
 * enters a cursor. An empty list means nothing at all.
 */
export type ReadScope =
  | { readonly kind: 'everything' }
  | { readonly kind: 'matching'; readonly anyOf: readonly ScopeConditions[] };

/** All of these conditions hold for an event in scope. */
export interface ScopeConditions {
  readonly projects?: readonly string[];
  readonly actors?: readonly string[];
}

export interface PageRequest {
  readonly search: EventSearch;
  readonly scope: ReadScope;
  readonly limit: number;
  /** As an earlier page of the same search gave it, already verified to belong to it. */
  readonly position?: PagePosition;
}

/** A place between two events. `time` is epoch milliseconds of occurredAt; `sequence` the last one seen. */
export type PagePosition =
  | {
      readonly by: 'time';
      readonly direction: 'next' | 'previous';
      readonly time: number;
      readonly id: string;
    }
  | { readonly by: 'sequence'; readonly sequence: number };

export interface SummaryRequest {
  readonly search: EventSearch;
  readonly scope: ReadScope;
  readonly facets: readonly FacetName[];
  readonly facetLimit: number;
  readonly facetContains?: string;
  readonly timeZone: string;
}

/** A page as the store has it; the router turns the positions into cursors. */
export type ReadPage = Omit<EventPage, 'pageInfo'> & {
  readonly next?: PagePosition;
  readonly previous?: PagePosition;
};

/**
 * Reads the ledger, wherever its events are kept.
 *
 * Every method MUST apply the scope, MUST be bounded in time (giving a partial page with `scannedUntil` rather than an
 * error) and MUST NOT cost more the deeper a page lies. By sequence, a reader MUST NOT return an event while one with a
 * lower sequence can still appear.
 */
export interface AuditEventReader {
  readPage(request: PageRequest): Promise<ReadPage>;
  /** Undefined when there is no such event, or none in scope. */
  readEvent(id: string, scope: ReadScope): Promise<AuditEvent | undefined>;
  summarize(request: SummaryRequest): Promise<EventSummary>;
  /** Every event of the search, in its order, in batches, holding no more than a batch in memory. */
  readAll(request: {
    search: EventSearch;
    scope: ReadScope;
    signal: AbortSignal;
  }): AsyncIterable<readonly AuditEvent[]>;
}
