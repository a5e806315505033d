// SPDX-License-Identifier: Apache-2.0
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  CATALOG_ENTRY_FIELDS,
  type CatalogEntry,
  catalogEntryOf,
} from './CatalogEntry';
import { ExpiringCache } from './ExpiringCache';

const REMEMBER_MS = 5 * 60_000;
/**
 * Shorter, since whoever looks for an entity that is not there often registers it next, and since right after a start
 * the catalog may not have read its people yet.
 */
const REMEMBER_ABSENCE_MS = 5_000;
const MOST_ENTRIES = 20_000;
const BATCH = 500;
const PATIENCE_MS = 2_000;
/** After a failure nothing is asked for this long, so that events do not queue up behind a catalog that is away. */
const REST_MS = 10_000;

export interface CatalogDirectoryOptions {
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly logger: LoggerService;
  readonly now?: () => number;
}

/** What the catalog says of entities, remembered for a while. It never rejects: without the catalog, nothing is known. */
export class CatalogDirectory {
  readonly #options: CatalogDirectoryOptions;
  readonly #now: () => number;
  readonly #cache: ExpiringCache<CatalogEntry | 'absent'>;
  #restUntil = 0;

  private constructor(options: CatalogDirectoryOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#cache = ExpiringCache.create({ size: MOST_ENTRIES, now: this.#now });
  }

  static create(options: CatalogDirectoryOptions): CatalogDirectory {
    return new CatalogDirectory(options);
  }

  /** The entries of those references that the catalog knows. */
  async find(
    refs: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, CatalogEntry>> {
    const found = new Map<string, CatalogEntry>();
    const unknown: string[] = [];
    for (const ref of refs) {
      const entry = this.#cache.get(ref);
      if (entry === undefined) {
        unknown.push(ref);
      } else if (entry !== 'absent') {
        found.set(ref, entry);
      }
    }
    for (let start = 0; start < unknown.length; start += BATCH) {
      const batch = unknown.slice(start, start + BATCH);
      for (const entry of await this.#ask(batch)) {
        found.set(entry.ref, entry);
      }
    }
    return found;
  }

  /** Keeps in mind what was read of the catalog on another occasion. */
  remember(entry: CatalogEntry): void {
    this.#cache.set(entry.ref, entry, REMEMBER_MS);
  }

  async #ask(refs: readonly string[]): Promise<readonly CatalogEntry[]> {
    if (this.#now() < this.#restUntil) {
      return [];
    }
    try {
      const entries = await this.#request(refs);
      entries.forEach((entry, index) => {
        if (entry) {
          this.remember(entry);
        } else {
          this.#cache.set(refs[index], 'absent', REMEMBER_ABSENCE_MS);
        }
      });
      return entries.filter(entry => entry !== undefined);
    } catch (error: unknown) {
      this.#restUntil = this.#now() + REST_MS;
      this.#options.logger.warn(
        'The catalog could not be asked; audit events go without names and projects for now',
        isError(error) ? error : undefined,
      );
      return [];
    }
  }

  async #request(
    refs: readonly string[],
  ): Promise<readonly (CatalogEntry | undefined)[]> {
    const { catalog, auth } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<never>((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`No answer within ${PATIENCE_MS} ms`)),
        PATIENCE_MS,
      );
      timer.unref();
    });
    const answer = auth
      .getOwnServiceCredentials()
      .then(credentials =>
        catalog.getEntitiesByRefs(
          { entityRefs: [...refs], fields: CATALOG_ENTRY_FIELDS },
          { credentials },
        ),
      );
    try {
      const { items } = await Promise.race([answer, timeUp]);
      return items.map(entity => entity && catalogEntryOf(entity));
    } finally {
      clearTimeout(timer);
    }
  }
}
