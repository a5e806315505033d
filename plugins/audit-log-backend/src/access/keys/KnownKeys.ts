// SPDX-License-Identifier: Apache-2.0
import { performance } from 'node:perf_hooks';
import { ServiceUnavailableError } from '@backstage/errors';
import type { AccessStore } from '../store/AccessStore';
import { findKey } from './operations/findKey';
import type { StoredKey } from './StoredKey';

/** How old what is known of a key may be. */
const KNOWN_MS = 5_000;
/** All keys that work, and some. */
const MOST_KNOWN = 2_000;
/** Anybody can make up tokens: looking them up must leave the database some room for everything else. */
const MOST_LOOKUPS = 20;

interface Known {
  readonly key: StoredKey;
  /** Of access control, before the key was read. */
  readonly version: string | undefined;
  readonly until: number;
}

export interface KnownKeysOptions {
  readonly access: Pick<AccessStore, 'knex' | 'dialect' | 'current'>;
  /** Milliseconds on a clock that nobody sets; `performance.now` by default. */
  readonly elapsed?: () => number;
}

/**
 * Finds keys by their tokens. What was found is used for five seconds, or until access control is known to have changed:
 * that is at once for what is changed on this replica, and mostly within half a second for the others.
 */
export class KnownKeys {
  static create(options: KnownKeysOptions): KnownKeys {
    return new KnownKeys(
      options.access,
      options.elapsed ?? (() => performance.now()),
    );
  }

  /** Those that were read longest ago come first. */
  readonly #known = new Map<string, Known>();
  readonly #lookups = new Map<string, Promise<StoredKey | undefined>>();

  private constructor(
    private readonly access: KnownKeysOptions['access'],
    private readonly elapsed: () => number,
  ) {}

  /** Rejects with a ServiceUnavailableError when it cannot be found out. */
  async find(tokenId: string): Promise<StoredKey | undefined> {
    const version = this.access.current()?.version;
    const known = this.#known.get(tokenId);
    if (known && known.version === version && this.elapsed() < known.until) {
      return known.key;
    }
    const id = `${tokenId} ${version}`;
    const underWay = this.#lookups.get(id);
    if (underWay) {
      return underWay;
    }
    if (this.#lookups.size >= MOST_LOOKUPS) {
      throw unavailable();
    }
    const lookup = this.#lookUp(tokenId, version).finally(() =>
      this.#lookups.delete(id),
    );
    this.#lookups.set(id, lookup);
    return lookup;
  }

  async #lookUp(
    tokenId: string,
    version: string | undefined,
  ): Promise<StoredKey | undefined> {
    const until = this.elapsed() + KNOWN_MS;
    const { knex, dialect } = this.access;
    let key;
    try {
      key = await findKey(knex, dialect, { tokenId });
    } catch {
      // Without the error, which would tell whoever asks of the database.
      throw unavailable();
    }
    this.#known.delete(tokenId);
    // What is not there may be there in a moment, on a replica that creates it.
    if (key) {
      this.#known.set(tokenId, { key, version, until });
      if (this.#known.size > MOST_KNOWN) {
        this.#known.delete(this.#known.keys().next().value!);
      }
    }
    return key;
  }
}

function unavailable(): ServiceUnavailableError {
  return new ServiceUnavailableError(
    'It cannot be found out now whether the ingestion key is right; send the same again in a moment',
  );
}
