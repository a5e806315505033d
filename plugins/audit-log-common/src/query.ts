// SPDX-License-Identifier: Apache-2.0
import type { ActorType, Outcome, Severity } from './event';

/** What a search can be narrowed by, besides time and free text: values of one filter are alternatives. @public */
export interface EventFilters {
  readonly actor?: readonly string[];
  readonly actorType?: readonly ActorType[];
  readonly plugin?: readonly string[];
  readonly event?: readonly string[];
  readonly action?: readonly string[];
  readonly category?: readonly string[];
  readonly severity?: readonly Severity[];
  readonly outcome?: readonly Outcome[];
  readonly target?: readonly string[];
  readonly project?: readonly string[];
  readonly address?: readonly string[];
  readonly operation?: readonly string[];
}

/** @public */
export type FilterName = keyof EventFilters;

/** @public */
export const FILTER_NAMES: readonly FilterName[] = [
  'actor',
  'actorType',
  'plugin',
  'event',
  'action',
  'category',
  'severity',
  'outcome',
  'target',
  'project',
  'address',
  'operation',
];

/** newest and oldest first go by occurredAt, for people; sequence is the ledger's own order, for machines. @public */
export type EventOrder = 'newest' | 'oldest' | 'sequence';

/** A search: the one query type of page, API, export and client. Times are ISO 8601. @public */
export interface EventSearch {
  readonly from?: string;
  readonly to?: string;
  /** Events must match every one of these filters … */
  readonly include: EventFilters;
  /** … and none of these. In a URL, the filter's name with `-` before it. */
  readonly exclude: EventFilters;
  /** Free text: every word must begin a word of the event. */
  readonly q?: string;
  readonly order: EventOrder;
}
