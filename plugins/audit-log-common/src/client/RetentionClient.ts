// SPDX-License-Identifier: Apache-2.0
import type { Client } from 'openapi-fetch';
import type { paths } from '../generated/openapi';
import type {
  ArchiveFile,
  Hold,
  HoldInput,
  RemovalStatement,
  Retention,
  RetentionChange,
  RetentionPolicy,
  RetentionPreview,
  RetentionRun,
} from '../retention';
import {
  askApi,
  type AuditLogClientOptions,
  type RequestOptions,
} from './createApiClient';

/** @public */
export interface ChangeRetentionRequest {
  readonly policy: RetentionPolicy;
  readonly reason: string;
  /** `sooner` of the preview, where it is not 0. */
  readonly confirmedEvents?: number;
}

/**
 * A client of the part of the audit log's API that is about how long events are kept. Every method rejects with a
 * `ResponseError` when the server refuses.
 *
 * @public
 */
export class RetentionClient {
  readonly #options: AuditLogClientOptions;

  constructor(options: AuditLogClientOptions) {
    this.#options = options;
  }

  async retention({ signal }: RequestOptions = {}): Promise<Retention> {
    return this.#ask(client => client.request('get', '/retention', { signal }));
  }

  /** What a change would do. */
  async previewRetention(
    policy: RetentionPolicy,
    { signal }: RequestOptions = {},
  ): Promise<RetentionPreview> {
    return this.#ask(client =>
      client.request('post', '/retention/preview', {
        body: { policy },
        signal,
      }),
    );
  }

  /** Rejects with 409 when events would be removed sooner and it was not confirmed how many. */
  async changeRetention(
    request: ChangeRetentionRequest,
    { signal }: RequestOptions = {},
  ): Promise<RetentionChange> {
    return this.#ask(client =>
      client.request('put', '/retention', { body: { ...request }, signal }),
    );
  }

  async cancelRetentionChange(
    id: string,
    { signal }: RequestOptions = {},
  ): Promise<RetentionChange> {
    return this.#ask(client =>
      client.request('post', '/retention/changes/{id}/cancel', {
        params: { path: { id } },
        signal,
      }),
    );
  }

  async holdEvents(
    hold: HoldInput,
    { signal }: RequestOptions = {},
  ): Promise<Hold> {
    return this.#ask(client =>
      client.request('post', '/retention/holds', { body: hold, signal }),
    );
  }

  async releaseHold(
    id: string,
    reason: string,
    { signal }: RequestOptions = {},
  ): Promise<Hold> {
    return this.#ask(client =>
      client.request('post', '/retention/holds/{id}/release', {
        params: { path: { id } },
        body: { reason },
        signal,
      }),
    );
  }

  /** Begins a run; rejects with 409 when one is under way. */
  async runRetention(
    { trustClock = false }: { readonly trustClock?: boolean } = {},
    { signal }: RequestOptions = {},
  ): Promise<RetentionRun> {
    return this.#ask(client =>
      client.request('post', '/retention/runs', {
        body: { trustClock },
        signal,
      }),
    );
  }

  /** Begins to copy the events of a file back into the live table, for so many days. */
  async restoreArchiveFile(
    id: string,
    days: number,
    { signal }: RequestOptions = {},
  ): Promise<RetentionRun> {
    return this.#ask(client =>
      client.request('post', '/retention/files/{id}/restore', {
        params: { path: { id } },
        body: { days },
        signal,
      }),
    );
  }

  async endRestoration(
    id: string,
    { signal }: RequestOptions = {},
  ): Promise<ArchiveFile> {
    return this.#ask(client =>
      client.request('delete', '/retention/files/{id}/restore', {
        params: { path: { id } },
        signal,
      }),
    );
  }

  /** The oldest first. */
  async removals({ signal }: RequestOptions = {}): Promise<RemovalStatement[]> {
    const { items } = await this.#ask(client =>
      client.request('get', '/retention/removals', { signal }),
    );
    return items;
  }

  #ask<T>(
    ask: (client: Client<paths>) => Promise<{ readonly data?: T }>,
  ): Promise<T> {
    return askApi(this.#options, ask);
  }
}
