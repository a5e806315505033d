// SPDX-License-Identifier: Apache-2.0
import type {
  Coverage,
  EventPage,
  EventSummary,
  EventType,
  EventTypeDeclaration,
  FacetName,
  FoundEvent,
} from '../event';
import type {
  QuarantinedEventDetails,
  QuarantinePage,
  QuarantineReason,
  ReportedEvent,
  ReportResult,
} from '../ingestion';
import type { EventSearch } from '../query';
import {
  askApi,
  type AuditLogClientOptions,
  createApiClient,
  type RequestOptions,
} from './createApiClient';
import { LedgerRequests } from './LedgerRequests';
import { searchToQuery } from './searchToQuery';

/** @public */
export interface ListEventsOptions extends RequestOptions {
  /** 1 to 1000; 50 by default. */
  readonly limit?: number;
  /** A cursor of an earlier page of the same search, as it was given. */
  readonly cursor?: string;
}

/** @public */
export interface SummarizeEventsOptions extends RequestOptions {
  readonly facets?: readonly FacetName[];
  /** How many values of each facet, 1 to 200; 20 by default. */
  readonly facetLimit?: number;
  readonly facetContains?: string;
  /** IANA time zone in which the days of the timeline begin and end; UTC by default. */
  readonly timeZone?: string;
}

/** @public */
export interface ExportEventsOptions extends RequestOptions {
  readonly format: 'csv' | 'ndjson';
  /** With `ndjson`: by sequence, with what a verifier needs to check the file. */
  readonly proofs?: boolean;
}

/** @public */
export interface ListQuarantineOptions extends RequestOptions {
  /** Id of an ingestion key. */
  readonly key?: string;
  /** As it was sent. */
  readonly source?: string;
  readonly reason?: QuarantineReason;
  /** 1 to 200; 50 by default. */
  readonly limit?: number;
  /** The nextCursor of an earlier page of the same list. */
  readonly cursor?: string;
}

/**
 * Reads the audit log over HTTP, and reports to it. Every method rejects with a `ResponseError` when the server refuses, whose `cause` says
 * in words what was wrong and what to do.
 *
 * @public
 */
export class AuditLogClient extends LedgerRequests {
  static create(options: AuditLogClientOptions): AuditLogClient {
    return new AuditLogClient(options);
  }

  readonly #options: AuditLogClientOptions;

  private constructor(options: AuditLogClientOptions) {
    super(options);
    this.#options = options;
  }

  async listEvents(
    search: EventSearch,
    options: ListEventsOptions = {},
  ): Promise<EventPage> {
    const { limit, cursor, signal } = options;
    return askApi(this.#options, client =>
      client.request('get', '/events', {
        params: { query: { ...searchToQuery(search), limit, cursor } },
        signal,
      }),
    );
  }

  async getEvent(
    id: string,
    options: RequestOptions = {},
  ): Promise<FoundEvent> {
    return askApi(this.#options, client =>
      client.request('get', '/events/{id}', {
        params: { path: { id } },
        signal: options.signal,
      }),
    );
  }

  async summarize(
    search: EventSearch,
    options: SummarizeEventsOptions = {},
  ): Promise<EventSummary> {
    const { facets, facetLimit, facetContains, timeZone, signal } = options;
    const { order: _, ...filters } = searchToQuery(search);
    return askApi(this.#options, client =>
      client.request('get', '/events/summary', {
        params: {
          query: {
            ...filters,
            facet: facets?.length ? [...facets] : undefined,
            facetLimit,
            facetContains,
            timeZone,
          },
        },
        signal,
      }),
    );
  }

  /**
   * The response whose body is the file. Its `Audit-Log-Count` header says how many events to expect; a body that ends
   * with an error is not whole.
   */
  async export(
    search: EventSearch,
    options: ExportEventsOptions,
  ): Promise<Response> {
    const { order, ...filters } = searchToQuery(search);
    if (order === 'sequence') {
      throw new TypeError(
        'An export goes by time: order must be newest or oldest',
      );
    }
    const { format, proofs, signal } = options;
    const client = await createApiClient(this.#options);
    const { response } = await client.request('get', '/events/export', {
      params: {
        query: proofs
          ? { ...filters, format, proofs }
          : { ...filters, order, format },
      },
      parseAs: 'stream',
      signal,
    });
    return response;
  }

  async listEventTypes(options: RequestOptions = {}): Promise<EventType[]> {
    const { items } = await askApi(this.#options, client =>
      client.request('get', '/event-types', {
        signal: options.signal,
      }),
    );
    return items;
  }

  /** The events that were reported and could not be recorded; for those who read all of the organization. */
  async listQuarantine(
    options: ListQuarantineOptions = {},
  ): Promise<QuarantinePage> {
    const { signal, ...query } = options;
    return askApi(this.#options, client =>
      client.request('get', '/quarantine', { params: { query }, signal }),
    );
  }

  async getQuarantinedEvent(
    id: string,
    options: RequestOptions = {},
  ): Promise<QuarantinedEventDetails> {
    return askApi(this.#options, client =>
      client.request('get', '/quarantine/{id}', {
        params: { path: { id } },
        signal: options.signal,
      }),
    );
  }

  /** What is declared and what of it was seen; for those who read all of the organization. */
  async readCoverage(options: RequestOptions = {}): Promise<Coverage> {
    return askApi(this.#options, client =>
      client.request('get', '/event-types/coverage', {
        signal: options.signal,
      }),
    );
  }

  /** Tells what a plugin records, in place of what it told before. For plugins, with a service token of their own. */
  async declareEventTypes(
    items: EventTypeDeclaration['items'],
    options: RequestOptions = {},
  ): Promise<void> {
    const client = await createApiClient(this.#options);
    await client.request('put', '/event-types', {
      body: { items },
      signal: options.signal,
    });
  }

  /**
   * Reports events as a plugin, or with an ingestion key: a result for each, in their order. At most 1,000 at a time. When it
   * rejects, the same call again is right: what is on record already is not recorded twice.
   */
  async reportEvents(
    events: readonly ReportedEvent[],
    options: RequestOptions = {},
  ): Promise<ReportResult[]> {
    const { items } = await askApi(this.#options, client =>
      client.request('post', '/events', {
        body: { events: [...events] },
        signal: options.signal,
      }),
    );
    return items;
  }
}
