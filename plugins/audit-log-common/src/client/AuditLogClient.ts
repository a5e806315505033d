// SPDX-License-Identifier: Apache-2.0
import type {
  AuditEvent,
  EventPage,
  EventSummary,
  EventType,
  FacetName,
} from '../event';
import type { EventSearch } from '../query';
import {
  askApi,
  type AuditLogClientOptions,
  createApiClient,
  type RequestOptions,
} from './createApiClient';
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
}

/**
 * Reads the audit log over HTTP. Every method rejects with a `ResponseError` when the server refuses, whose `cause` says
 * in words what was wrong and what to do.
 *
 * @public
 */
export class AuditLogClient {
  static create(options: AuditLogClientOptions): AuditLogClient {
    return new AuditLogClient(options);
  }

  readonly #options: AuditLogClientOptions;

  private constructor(options: AuditLogClientOptions) {
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
  ): Promise<AuditEvent> {
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
    const client = await createApiClient(this.#options);
    const { response } = await client.request('get', '/events/export', {
      params: { query: { ...filters, order, format: options.format } },
      parseAs: 'stream',
      signal: options.signal,
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
}
