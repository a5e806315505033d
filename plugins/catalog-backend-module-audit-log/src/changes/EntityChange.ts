// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';
import type { Actor } from 'backstage-plugin-audit-log-common';

/** Where the catalog has an entity from. */
export interface EntitySource {
  /** Name of the entity provider, where one gave it to the catalog itself. */
  readonly provider?: string;
  /** The registered or configured location it was read from, first of all. */
  readonly location?: { readonly type: string; readonly target: string };
}

/** An entity as it was at some time, without what processing adds to it. */
export interface EntityState {
  /** Entity reference in its normal form. */
  readonly ref: string;
  readonly uid: string;
  readonly content: Entity;
  readonly source: EntitySource;
}

/** What a person did through the API of the catalog, and what can follow from it. */
export interface Cause {
  /** Of the event that is on record of it. */
  readonly operationId: string;
  readonly actor: Actor;
  readonly kind: 'registered' | 'unregistered' | 'deleted';
  /** The scaffolder task that it was part of. */
  readonly taskId?: string;
}

/** Why an entity is gone. */
export type Removal =
  | 'deleted'
  | 'unregistered'
  | 'orphaned'
  | 'withdrawn-by-provider';

/** Something that has happened to an entity, at the time the catalog showed it. */
export interface EntityChange {
  /** UUIDv7, given once: what is recorded of it has ids that follow from it. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly seenAt: string;
  /** Absent for one that was created. */
  readonly before?: EntityState;
  /** Absent for one that was deleted. */
  readonly after?: EntityState;
  /** Of one that was deleted, where it is known. */
  readonly removal?: Removal;
  readonly cause?: Cause;
}
