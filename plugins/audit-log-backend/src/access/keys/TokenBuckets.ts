// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import type { KeyPrincipal, RequestRate } from './IngestionKeys';

const MINUTE_MS = 60_000;
/** More than there are keys that work. */
const MOST_BUCKETS = 2_000;
/** So much may be lost in fractions. */
const ROUNDING = 1e-6;

interface Bucket {
  requests: number;
  /** Up to when it is filled. */
  at: number;
}

/**
 * A bucket for each key that holds the requests of a minute, and fills up evenly: after a pause a key may send a minute's
 * worth at once. A request that is refused costs nothing. Memory only: each replica counts for itself.
 */
export class TokenBuckets implements RequestRate {
  static create(
    options: {
      /** Milliseconds on a clock that nobody sets; `performance.now` by default. */
      readonly elapsed?: () => number;
    } = {},
  ): TokenBuckets {
    return new TokenBuckets(options.elapsed ?? (() => performance.now()));
  }

  /** Those that were used longest ago come first. */
  readonly #buckets = new Map<string, Bucket>();

  private constructor(private readonly elapsed: () => number) {}

  take({
    id,
    requestsPerMinute,
  }: Pick<KeyPrincipal, 'id' | 'requestsPerMinute'>): number | undefined {
    const now = this.elapsed();
    const bucket = this.#buckets.get(id) ?? {
      requests: requestsPerMinute,
      at: now,
    };
    const perMs = requestsPerMinute / MINUTE_MS;
    // How many a key may send can have been changed since.
    bucket.requests = Math.min(
      bucket.requests + (now - bucket.at) * perMs,
      requestsPerMinute,
    );
    bucket.at = now;
    this.#keep(id, bucket);
    if (bucket.requests >= 1 - ROUNDING) {
      bucket.requests -= 1;
      return undefined;
    }
    return Math.ceil((1 - bucket.requests) / perMs / 1_000);
  }

  #keep(id: string, bucket: Bucket): void {
    this.#buckets.delete(id);
    this.#buckets.set(id, bucket);
    if (this.#buckets.size > MOST_BUCKETS) {
      this.#buckets.delete(this.#buckets.keys().next().value!);
    }
  }
}
