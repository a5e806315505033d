// SPDX-License-Identifier: Apache-2.0
import {
  EVENT_TYPES,
  EventTypeIndex,
  type EventType,
} from 'backstage-plugin-audit-log-common';
import type { Declaration, DeclaredType } from './Declaration';

/**
 * All event types that are known: built in, declared by plugins of other processes, and by those of this one. Of an action
 * that several tell of, the last of these counts: a plugin knows better than we do, and during a deployment the events of a
 * process are as its own code declared them.
 */
export class EventTypeRegistry {
  readonly #own = new Map<string, Declaration>();
  readonly #stored = new Map<string, Declaration>();
  #index = EventTypeIndex.of(EVENT_TYPES);
  #types: ReadonlyMap<string, EventType> = new Map();
  #declared: ReadonlyMap<string, DeclaredType> = new Map();

  constructor() {
    this.#rebuild();
  }

  /** What plugins of this process have declared. */
  get own(): ReadonlyMap<string, Declaration> {
    return this.#own;
  }

  /** What the database has of plugins. */
  get stored(): ReadonlyMap<string, Declaration> {
    return this.#stored;
  }

  /** Every type, once. */
  get types(): Iterable<EventType> {
    return this.#types.values();
  }

  declareOwn(declaration: Declaration): void {
    this.#own.set(declaration.plugin, declaration);
    this.#rebuild();
  }

  takeStored(declarations: readonly Declaration[]): void {
    for (const declaration of declarations) {
      this.#stored.set(declaration.plugin, declaration);
    }
    if (declarations.length > 0) {
      this.#rebuild();
    }
  }

  /** As `EventTypeIndex.describe`. */
  describe(action: string): EventType {
    return this.#index.describe(action);
  }

  /** What is known of an action; a kind that is not known goes by its event. */
  find(action: string): EventType | undefined {
    return this.#index.find(action);
  }

  /** What a plugin declared of an action, likewise. */
  declared(action: string): DeclaredType | undefined {
    return (
      this.#declared.get(action) ??
      this.#declared.get(action.split('.', 2).join('.'))
    );
  }

  #rebuild(): void {
    const declared = [this.#stored, this.#own].flatMap(declarations =>
      [...declarations.values()].flatMap(({ types }) => types),
    );
    this.#declared = new Map(declared.map(one => [one.type.action, one]));
    this.#types = new Map(
      [...EVENT_TYPES, ...declared.map(({ type }) => type)].map(type => [
        type.action,
        type,
      ]),
    );
    this.#index = EventTypeIndex.of(this.#types.values());
  }
}
