// SPDX-License-Identifier: Apache-2.0
import type { Client } from 'openapi-fetch';
import type { paths } from '../generated/openapi';
import type {
  Checkpoint,
  ConsistencyProof,
  Erasure,
  EventProof,
  Health,
  LedgerStatus,
  SealingKey,
  Verification,
} from '../ledger';
import {
  askApi,
  type AuditLogClientOptions,
  type RequestOptions,
} from './createApiClient';

/** @public */
export interface ConsistencyProofOptions extends RequestOptions {
  /** Size of the smaller ledger. */
  readonly from: number;
  /** Size of the larger one; that of the latest checkpoint by default. */
  readonly to?: number;
}

/** What to verify: of all that is sealed, by default. @public */
export interface VerificationRange {
  /** The first sequence. */
  readonly from?: number;
  /** The sequence behind the last. */
  readonly to?: number;
}

/** @public */
export interface ErasureRequest {
  /** Reference of a person, such as user:default/jane, or an address. */
  readonly person: string;
  /** Kept with the erasure, so it must not name the person. */
  readonly reason: string;
}

/**
 * The requests of the audit log's client that are about the ledger as a whole: what proves it, what was erased from it, and
 * whether it keeps up.
 *
 * @public
 */
export abstract class LedgerRequests {
  readonly #options: AuditLogClientOptions;

  protected constructor(options: AuditLogClientOptions) {
    this.#options = options;
  }

  /** Whether the ledger is sealed and verified, and up to when. */
  async ledgerStatus(options: RequestOptions = {}): Promise<LedgerStatus> {
    const { signal } = options;
    return this.#ask(client => client.request('get', '/ledger', { signal }));
  }

  /** The latest checkpoint; rejects with 404 while there is none. */
  async checkpoint(options: RequestOptions = {}): Promise<Checkpoint> {
    const { signal } = options;
    return this.#ask(client =>
      client.request('get', '/ledger/checkpoint', { signal }),
    );
  }

  /** The public keys of the ledger. Who trusts nothing got them some other way. */
  async sealingKeys(options: RequestOptions = {}): Promise<SealingKey[]> {
    const { signal } = options;
    const { items } = await this.#ask(client =>
      client.request('get', '/ledger/keys', { signal }),
    );
    return items;
  }

  async consistencyProof(
    options: ConsistencyProofOptions,
  ): Promise<ConsistencyProof> {
    const { signal, ...query } = options;
    return this.#ask(client =>
      client.request('get', '/ledger/proof', { params: { query }, signal }),
    );
  }

  /** An event with the proof that it is in the ledger; rejects with 409 while it is not sealed yet. */
  async eventProof(
    id: string,
    options: RequestOptions = {},
  ): Promise<EventProof> {
    return this.#ask(client =>
      client.request('get', '/events/{id}/proof', {
        params: { path: { id } },
        signal: options.signal,
      }),
    );
  }

  /** Rejects with 409 when a run is under way. */
  async startVerification(
    range: VerificationRange = {},
    options: RequestOptions = {},
  ): Promise<Verification> {
    return this.#ask(client =>
      client.request('post', '/ledger/verify', {
        body: { ...range },
        signal: options.signal,
      }),
    );
  }

  /** The last runs, the latest first. */
  async verifications(options: RequestOptions = {}): Promise<Verification[]> {
    const { signal } = options;
    const { items } = await this.#ask(client =>
      client.request('get', '/ledger/verify', { signal }),
    );
    return items;
  }

  async verification(
    id: string,
    options: RequestOptions = {},
  ): Promise<Verification> {
    return this.#ask(client =>
      client.request('get', '/ledger/verify/{id}', {
        params: { path: { id } },
        signal: options.signal,
      }),
    );
  }

  async stopVerification(
    id: string,
    options: RequestOptions = {},
  ): Promise<Verification> {
    return this.#ask(client =>
      client.request('delete', '/ledger/verify/{id}', {
        params: { path: { id } },
        signal: options.signal,
      }),
    );
  }

  /** How many events have something of a person. */
  async previewErasure(
    person: string,
    options: RequestOptions = {},
  ): Promise<number> {
    const { events } = await this.#ask(client =>
      client.request('post', '/erasures/preview', {
        body: { person },
        signal: options.signal,
      }),
    );
    return events;
  }

  /** Begins to erase what the ledger has of a person, which cannot be undone. */
  async erasePerson(
    request: ErasureRequest,
    options: RequestOptions = {},
  ): Promise<Erasure> {
    return this.#ask(client =>
      client.request('post', '/erasures', {
        body: { ...request },
        signal: options.signal,
      }),
    );
  }

  /** The latest first. */
  async erasures(options: RequestOptions = {}): Promise<Erasure[]> {
    const { signal } = options;
    const { items } = await this.#ask(client =>
      client.request('get', '/erasures', { signal }),
    );
    return items;
  }

  async erasure(id: string, options: RequestOptions = {}): Promise<Erasure> {
    return this.#ask(client =>
      client.request('get', '/erasures/{id}', {
        params: { path: { id } },
        signal: options.signal,
      }),
    );
  }

  /** Whether recording keeps up, in the process that answers. */
  async health(options: RequestOptions = {}): Promise<Health> {
    const { signal } = options;
    return this.#ask(client => client.request('get', '/health', { signal }));
  }

  #ask<T>(
    ask: (client: Client<paths>) => Promise<{ readonly data?: T }>,
  ): Promise<T> {
    return askApi(this.#options, ask);
  }
}
