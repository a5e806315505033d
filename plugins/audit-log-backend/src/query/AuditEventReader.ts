// SPDX-License-Identifier: Apache-2.0
import type {
  AuditEvent,
  EventPage,
  EventSearch,
  EventSummary,
  FacetName,
} from 'backstage-plugin-audit-log-common';
import type { Seal } from 'backstage-plugin-audit-log-verify';
import type { EventBatch } from './EventBatch';
import type { ReadScope } from './ReadScope';

/** A search whose times are decided, in epoch milliseconds. By time, both ends are there. */
export type WindowedSearch = Omit<EventSearch, 'from' | 'to'> & {
  readonly from?: number;
  readonly to?: number;
};

export interface PageRequest {
  readonly search: WindowedSearch;
  readonly scope: ReadScope;
  readonly limit: number;
  /** As an earlier page of the same search gave it, already verified to belong to it. */
  readonly position?: PagePosition;
  /** How long it may take; by default, what a person waits for. */
  readonly budgetMs?: number;
  /** Whoever asked has gone away: reading may end, with any error. */
  readonly signal?: AbortSignal;
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
  readonly search: WindowedSearch;
  readonly scope: ReadScope;
  readonly facets: readonly FacetName[];
  readonly facetLimit: number;
  readonly facetContains?: string;
  readonly timeZone: string;
  /** Whoever asked has gone away: counting may end, with any error. */
  readonly signal?: AbortSignal;
}

/** An event with its seal, and where it is. */
export interface SealedEvent {
  readonly event: AuditEvent;
  readonly seal?: Seal;
  /** Whether it was found in the archive; not where it is in the live table too. */
  readonly isArchived?: boolean;
}

/** A page as the store has it; the router turns the positions into cursors, and adds the window. */
export type ReadPage = Omit<EventPage, 'pageInfo' | 'window'> & {
  readonly next?: PagePosition;
  readonly previous?: PagePosition;
};

/** A page of which events, or text, are made when they are asked for. */
export type BatchPage = Omit<ReadPage, 'items'> & {
  readonly batch: EventBatch;
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
  /**
   * The events of a page for those who read all of them: it is no page behind a position, nor is there a way back, and behind a full
   * page there may be an empty one.
   */
  readBatch(request: PageRequest): Promise<BatchPage>;
  /** Undefined when there is no such event, or none in scope. */
  readEvent(id: string, scope: ReadScope): Promise<AuditEvent | undefined>;
  /** The same with what its leaf in the Merkle tree is made of, which is not there before it is sealed. */
  readSealedEvent(
    id: string,
    scope: ReadScope,
  ): Promise<SealedEvent | undefined>;
  summarize(request: SummaryRequest): Promise<Omit<EventSummary, 'window'>>;
  /** Every event of the search, in its order, in batches, holding no more than two of them in memory. */
  readAll(request: {
    search: WindowedSearch;
    scope: ReadScope;
    signal: AbortSignal;
  }): AsyncIterable<EventBatch>;
}
