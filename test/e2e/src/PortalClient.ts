// SPDX-License-Identifier: Apache-2.0
import type { AuditEvent, EventPage } from 'backstage-plugin-audit-log-common';
import type { Person } from './people';
import { signIn } from './portal/signIn';

export type Query = Record<string, string | number | readonly string[]>;

/** A person's own requests to the portal's API. */
export class PortalClient {
  readonly #url: string;
  readonly #token: string;

  static async create(url: string, person: Person): Promise<PortalClient> {
    return new PortalClient(url, (await signIn(url, person)).token);
  }

  private constructor(url: string, token: string) {
    this.#url = url;
    this.#token = token;
  }

  /** Any answer, whatever its status. */
  request(
    path: string,
    options: { query?: Query; method?: string; body?: unknown } = {},
  ): Promise<Response> {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(options.query ?? {})) {
      for (const one of Array.isArray(value) ? value : [value]) {
        query.append(name, String(one));
      }
    }
    return fetch(`${this.#url}${path}${query.size ? `?${query}` : ''}`, {
      method: options.method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        // One of its own: the portal may close one that is kept at the moment when it is used again.
        connection: 'close',
        ...(options.body === undefined
          ? {}
          : { 'content-type': 'application/json' }),
      },
      body:
        options.body === undefined ? undefined : JSON.stringify(options.body),
    });
  }

  /** The answer's body; anything but success is an error. */
  async json<T>(...request: Parameters<PortalClient['request']>): Promise<T> {
    const response = await this.request(...request);
    if (!response.ok) {
      throw new Error(
        `${request[0]}: ${response.status} ${await response.text()}`,
      );
    }
    const text = await response.text();
    return JSON.parse(text || 'null');
  }

  page(query: Query): Promise<EventPage> {
    return this.json('/api/audit-log/v1/events', { query });
  }

  /** Every event of a search, page by page. */
  async events(query: Query): Promise<AuditEvent[]> {
    const events: AuditEvent[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.page({
        ...query,
        ...(cursor === undefined ? {} : { cursor }),
      });
      events.push(...page.items);
      cursor = page.pageInfo.nextCursor;
    } while (cursor !== undefined);
    return events;
  }
}
