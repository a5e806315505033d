// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { askPlugin } from './askPlugin';
import type { PublishedPermission } from './PublishedPermission';

const REFRESH_MS = 5 * 60_000;
/** When somebody looks at the list. */
const SOON_MS = 30_000;
/** When a plugin did not answer, which may just be starting; doubled each time in a row. */
const RETRY_MS = 1_000;
const PATIENCE_MS = 5_000;
/** How long the first to look waits, when nothing is known yet. */
const FIRST_PATIENCE_MS = 2_000;
const AT_ONCE = 8;
const MOST_OF_A_REASON = 300;

export interface PermissionCatalogOptions {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
  /** Ids of the plugins to ask. */
  readonly plugins: () => Promise<Iterable<string>>;
  /** For one plugin, in milliseconds. */
  readonly patienceMs?: number;
}

/** What plugins publish, as far as is known. */
export interface PublishedPermissions {
  /** By plugin; of one that does not answer, what it said before. */
  readonly plugins: ReadonlyMap<string, readonly PublishedPermission[]>;
  /** Why plugins did not answer the last time, by plugin. */
  readonly unavailable: ReadonlyMap<string, string>;
  /** Epoch milliseconds; absent before the first time. */
  readonly refreshedAt?: number;
}

/**
 * The permissions that the installed plugins publish. Plugins are asked in the background; whoever wants the list gets what
 * is known at once.
 */
export class PermissionCatalog {
  static create(options: PermissionCatalogOptions): PermissionCatalog {
    return new PermissionCatalog(options);
  }

  #known: PublishedPermissions = { plugins: new Map(), unavailable: new Map() };
  #refreshing: Promise<void> | undefined;
  readonly #stop = new AbortController();

  private constructor(private readonly options: PermissionCatalogOptions) {}

  /** Asks again every few minutes, until the signal. */
  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#stop.abort(), { once: true });
    let failures = 0;
    while (!signal.aborted) {
      await this.refresh();
      failures = this.#known.unavailable.size > 0 ? failures + 1 : 0;
      const pause =
        failures === 0
          ? REFRESH_MS
          : Math.min(RETRY_MS * 2 ** failures, REFRESH_MS);
      await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  /** What is known. It waits, and not for long, only while that is nothing. */
  async list(): Promise<PublishedPermissions> {
    const { refreshedAt } = this.#known;
    if (refreshedAt === undefined) {
      const waited = new AbortController();
      await Promise.race([
        this.refresh(),
        sleep(FIRST_PATIENCE_MS, undefined, {
          signal: waited.signal,
          ref: false,
        }).catch(() => {}),
      ]);
      waited.abort();
    } else if (Date.now() - refreshedAt > SOON_MS) {
      // Not awaited: it never rejects, and the next to look has the result.
      void this.refresh();
    }
    return this.#known;
  }

  /** Asks every plugin, once however many want it at the same time. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#ask().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #ask(): Promise<void> {
    const before = this.#known;
    const names = await this.options
      .plugins()
      .catch(() => before.plugins.keys());
    const waiting = [...new Set(names)];
    const plugins = new Map<string, readonly PublishedPermission[]>();
    const unavailable = new Map<string, string>();
    const work = async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        try {
          plugins.set(id, await this.#askOne(id));
        } catch (error: unknown) {
          plugins.set(id, before.plugins.get(id) ?? []);
          unavailable.set(id, reasonOf(error));
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    if (!this.#stop.signal.aborted) {
      this.#known = { plugins, unavailable, refreshedAt: Date.now() };
    }
  }

  async #askOne(plugin: string): Promise<readonly PublishedPermission[]> {
    const { auth, discovery, patienceMs = PATIENCE_MS } = this.options;
    const tooLong = AbortSignal.timeout(patienceMs);
    return askPlugin(plugin, {
      auth,
      discovery,
      signal: AbortSignal.any([this.#stop.signal, tooLong]),
    });
  }
}

function reasonOf(error: unknown): string {
  if (!isError(error)) {
    return String(error).slice(0, MOST_OF_A_REASON);
  }
  if (error.name === 'TimeoutError') {
    return 'It did not answer in time';
  }
  if (error.name === 'ZodError' || error.name === 'SyntaxError') {
    return 'It answered with something that is no list of permissions';
  }
  const { cause } = error as Error;
  const because = isError(cause) && cause.message ? `: ${cause.message}` : '';
  return `${error.message}${because}`.slice(0, MOST_OF_A_REASON);
}
