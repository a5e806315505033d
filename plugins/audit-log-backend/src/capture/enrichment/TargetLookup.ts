// SPDX-License-Identifier: Apache-2.0
import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { describeAction, type Target } from 'backstage-plugin-audit-log-common';
import {
  type BegunOperation,
  ENTITY_UID,
  LOCATION_ID,
  locationReference,
  type OperationObserver,
} from 'backstage-plugin-audit-log-node';
import type { CatalogDirectory } from './CatalogDirectory';
import { CATALOG_ENTRY_FIELDS, catalogEntryOf } from './CatalogEntry';
import { ExpiringCache } from './ExpiringCache';

const MOST_ENTITIES = 50;
const MOST_LOOKUPS = 10_000;
/** As long as an operation may stay open and still have its targets named. */
const REMEMBER_MS = 60 * 60_000;
const PATIENCE_MS = 2_000;

export interface TargetLookupOptions {
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly logger: LoggerService;
  readonly directory: CatalogDirectory;
}

/**
 * Finds out what stands behind an id while it still can be found: of an entity that is deleted, and of a location that
 * is unregistered, the catalog reports nothing but an id.
 *
 * The look-up begins when the operation does, which waits for it as long as `auditLog.maxDelay`
 * allows: without that, the deletion is often the faster one. Reads and everything that names its target are not held up.
 */
export class TargetLookup implements OperationObserver {
  readonly #options: TargetLookupOptions;
  readonly #lookups = ExpiringCache.create<Promise<readonly Target[]>>({
    size: MOST_LOOKUPS,
  });

  private constructor(options: TargetLookupOptions) {
    this.#options = options;
  }

  static create(options: TargetLookupOptions): TargetLookup {
    return new TargetLookup(options);
  }

  begin(operation: BegunOperation): Promise<unknown> | undefined {
    const { operationId, targets, action } = operation;
    if (!targets.some(isUnnamed) || describeAction(action).read) {
      return undefined;
    }
    return Promise.all(
      targets
        .filter(isUnnamed)
        .map(({ ref }) => this.#lookUp(operationId, ref)),
    );
  }

  /** Whether `resolve` would give the same targets again. */
  isResolved(targets: readonly Target[]): boolean {
    return (
      (targets.length < 2 ||
        new Set(targets.map(({ ref }) => ref)).size === targets.length) &&
      !targets.some(isUnnamed)
    );
  }

  /** The targets of an event, those that are nothing but an id replaced by what it stands for, if that can be had. */
  async resolve(
    operationId: string,
    targets: readonly Target[],
  ): Promise<readonly Target[]> {
    const resolved = await Promise.all(
      targets.map(async target => {
        if (!isUnnamed(target)) {
          return [target];
        }
        const found = await this.#lookUp(operationId, target.ref);
        return found.length > 0 ? found : [target];
      }),
    );
    const unique = new Map<string, Target>();
    for (const target of resolved.flat()) {
      unique.set(target.ref, { ...target, ...unique.get(target.ref) });
    }
    return [...unique.values()];
  }

  #lookUp(operationId: string, ref: string): Promise<readonly Target[]> {
    const key = `${operationId} ${ref}`;
    const known = this.#lookups.get(key);
    if (known) {
      return known;
    }
    const lookup = this.#ask(ref);
    this.#lookups.set(key, lookup, REMEMBER_MS);
    return lookup;
  }

  async #ask(ref: string): Promise<readonly Target[]> {
    const type = ref.slice(0, ref.indexOf(':'));
    const id = ref.slice(type.length + 1);
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<readonly Target[]>(resolve => {
      timer = setTimeout(() => resolve([]), PATIENCE_MS);
      timer.unref();
    });
    try {
      const answer =
        type === ENTITY_UID
          ? this.#entities({ 'metadata.uid': id })
          : this.#location(id);
      return await Promise.race([answer, timeUp]);
    } catch (error: unknown) {
      this.#options.logger.debug(
        `What ${ref} stands for could not be looked up in the catalog`,
        isError(error) ? error : undefined,
      );
      return [];
    } finally {
      clearTimeout(timer);
    }
  }

  /** The entity alone if the location gave just one; else the location and after it its entities. */
  async #location(id: string): Promise<readonly Target[]> {
    const { catalog, auth } = this.#options;
    const location = await catalog.getLocationById(id, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    const target = location && locationReference({ ...location });
    if (!location || !target) {
      return [];
    }
    const entities = await this.#entities({
      'metadata.annotations.backstage.io/managed-by-origin-location': `${location.type}:${location.target}`,
    });
    const others = entities.filter(({ ref }) => ref !== target.ref);
    return others.length === 1 ? [...others, target] : [target, ...others];
  }

  async #entities(filter: Record<string, string>): Promise<readonly Target[]> {
    const { catalog, auth, directory } = this.#options;
    const { items } = await catalog.getEntities(
      { filter, fields: CATALOG_ENTRY_FIELDS, limit: MOST_ENTITIES },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return items.map(entity => {
      const entry = catalogEntryOf(entity);
      // Once it is deleted, nobody else can tell its name and its project.
      directory.remember(entry);
      return { ref: entry.ref };
    });
  }
}

function isUnnamed({ ref }: Target): boolean {
  return ref.startsWith(`${ENTITY_UID}:`) || ref.startsWith(`${LOCATION_ID}:`);
}
