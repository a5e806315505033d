// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { DeclaredEventType } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import type { Dialect } from '../database/dialect';
import { addMismatches } from '../database/operations/addMismatches';
import { readDeclarations } from '../database/operations/readDeclarations';
import { writeDeclaration } from '../database/operations/writeDeclaration';
import { createDeclaration, type Declaration } from './Declaration';
import { EventTypeRegistry } from './EventTypeRegistry';
import { MismatchCounts } from './MismatchCounts';
import { readDeclaredTypes } from './readDeclaredTypes';

/** How often each process looks for what others have declared, and writes down what it has counted. */
const INTERVAL_MS = 10_000;
/** How old what is known may be when an event comes that nobody seems to have declared. */
const FRESH_MS = 2_000;
/** How long such an event waits for a database that does not answer. */
const PATIENCE_MS = 1_000;

export interface EventTypesOptions {
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly logger: LoggerService;
  /** Where what is known is kept; a new one by default. */
  readonly registry?: EventTypeRegistry;
}

/** What is known of event types, for those who mark events by it. */
export interface KnownEventTypes {
  readonly registry: EventTypeRegistry;
  readonly mismatches: MismatchCounts;
  /** Makes sure that what others declared a moment ago is known, if one of these actions is not. MUST NOT reject. */
  know(actions: readonly string[]): Promise<void>;
}

/**
 * The registry of event types, kept in the database: what a plugin declares to one process, the others know some seconds
 * later, and at once when an event of it comes.
 */
export class EventTypes implements KnownEventTypes {
  /** Knows what is stored when it resolves. */
  static async create(options: EventTypesOptions): Promise<EventTypes> {
    const types = new EventTypes(options);
    await types.#load();
    return types;
  }

  readonly registry: EventTypeRegistry;
  readonly mismatches = new MismatchCounts();
  readonly #options: EventTypesOptions;
  readonly #unsaved = new Map<string, Declaration>();
  readonly #stopping = new AbortController();
  #woken = new AbortController();
  #loop: Promise<void> = Promise.resolve();
  #loading: Promise<void> | undefined;
  #loadedAt = -Infinity;
  #isFailing = false;

  private constructor(options: EventTypesOptions) {
    this.#options = options;
    this.registry = options.registry ?? new EventTypeRegistry();
  }

  start(): void {
    this.#loop = this.#run();
  }

  /** Writes down what was counted. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    await this.#turn();
  }

  /** Takes what a plugin of this process declares, and keeps it as soon as it can. Does not throw. */
  declare(plugin: string, items: readonly DeclaredEventType[]): void {
    try {
      const { types, problems } = readDeclaredTypes(items);
      const declaration = createDeclaration(plugin, types);
      this.#warn(plugin, problems);
      this.registry.declareOwn(declaration);
      this.#unsaved.set(plugin, declaration);
      this.#woken.abort();
    } catch (error: unknown) {
      this.#warn(plugin, [String(error)]);
    }
  }

  /**
   * Takes what a plugin of another process declares; resolves when it is kept. Throws an InputError that says what is wrong,
   * and takes nothing then.
   */
  async keep(plugin: string, items: unknown): Promise<void> {
    const { types, problems } = readDeclaredTypes(items);
    const declaration = createDeclaration(plugin, types);
    const [problem] = [...problems, ...(await problemsOf(declaration))];
    if (problem) {
      throw new InputError(`The event types cannot be declared: ${problem}`);
    }
    await this.#write(declaration);
  }

  async know(actions: readonly string[]): Promise<void> {
    const isKnown = actions.every(action => this.registry.find(action));
    if (isKnown || Date.now() - this.#loadedAt < FRESH_MS) {
      return;
    }
    const waited = new AbortController();
    await Promise.race([
      this.#load().catch(() => {}),
      sleep(PATIENCE_MS, undefined, { signal: waited.signal }).catch(() => {}),
    ]);
    waited.abort();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const woken = AbortSignal.any([signal, this.#woken.signal]);
      await sleep(INTERVAL_MS, undefined, { signal: woken, ref: false }).catch(
        () => {},
      );
      this.#woken = new AbortController();
      if (!signal.aborted) {
        await this.#turn();
      }
    }
  }

  async #turn(): Promise<void> {
    const { knex, dialect, logger } = this.#options;
    try {
      for (const declaration of [...this.#unsaved.values()]) {
        this.#warn(declaration.plugin, await problemsOf(declaration));
        await this.#write(declaration);
        if (this.#unsaved.get(declaration.plugin) === declaration) {
          this.#unsaved.delete(declaration.plugin);
        }
      }
      await this.mismatches.flush(rows => addMismatches(knex, dialect, rows));
      await this.#load();
      this.#isFailing = false;
    } catch (error: unknown) {
      if (!this.#isFailing) {
        this.#isFailing = true;
        logger.warn(
          'What plugins declare of their events cannot be kept or read for now; it is tried again until it works',
          { cause: String(error) },
        );
      }
    }
  }

  async #write(declaration: Declaration): Promise<void> {
    const { knex, dialect } = this.#options;
    const { plugin, json, digest, types } = declaration;
    await writeDeclaration(
      knex,
      dialect,
      { plugin, types: json, digest },
      types.flatMap(({ check }) => check?.digest ?? []),
    );
    this.registry.takeStored([declaration]);
  }

  /** Overlapping calls read once. */
  async #load(): Promise<void> {
    this.#loading ??= this.#read().finally(() => {
      this.#loading = undefined;
    });
    await this.#loading;
  }

  async #read(): Promise<void> {
    const began = Date.now();
    const { stored } = this.registry;
    const rows = await readDeclarations(
      this.#options.knex,
      new Map(Array.from(stored, ([plugin, { digest }]) => [plugin, digest])),
    );
    this.registry.takeStored(
      rows.map(({ plugin, types }) =>
        createDeclaration(plugin, readDeclaredTypes(JSON.parse(types)).types),
      ),
    );
    this.#loadedAt = began;
  }

  #warn(plugin: string, problems: readonly string[]): void {
    for (const problem of problems) {
      this.#options.logger.warn(
        `The plugin ${plugin} declares event types that cannot be taken as they are: ${problem}`,
      );
    }
  }
}

/** What is wrong with the schemas of a declaration. Compiling one takes a millisecond: others get their turn in between. */
async function problemsOf({ types }: Declaration): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { type, check } of types) {
    if (check) {
      await new Promise<void>(resolve => setImmediate(resolve));
      if (check.problem) {
        problems.push(`${type.action}: meta: ${check.problem.message}`);
      }
    }
  }
  return problems;
}
