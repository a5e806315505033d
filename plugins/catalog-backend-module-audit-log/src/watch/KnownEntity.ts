// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';

/** Where the catalog has an entity from, as far as its references tell. */
export interface Provenance {
  /** Entity provider that gave the entity itself. */
  readonly provider: string | null;
  /** Entity provider that gave it, or gave what it comes from. */
  readonly rootProvider: string | null;
  /** What that provider gave, such as a Location, when it is not the entity itself. */
  readonly rootRef: string | null;
}

/** An entity as it was last seen. */
export interface KnownEntity extends Provenance {
  readonly ref: string;
  readonly uid: string;
  /** Of the final entity; moves with noise, too. */
  readonly hash: string;
  readonly missingSince: number | null;
  readonly kind: string;
  /** Type and target of the location it comes from, first of all. */
  readonly origin: string | null;
  readonly isOrphan: boolean;
  /** Without what processing adds. */
  readonly content: Entity;
}
