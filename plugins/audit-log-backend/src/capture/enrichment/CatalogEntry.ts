// SPDX-License-Identifier: Apache-2.0
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { entityTitle, parentReference } from 'backstage-plugin-audit-log-node';

/** What enrichment needs to know of an entity. */
export interface CatalogEntry {
  readonly ref: string;
  readonly title?: string;
  /** The System it is part of, or the Domain that a System or Domain is part of. */
  readonly parent?: string;
}

/** The fields of an entity that `catalogEntryOf` reads; specs can be long, and are not asked for as a whole. */
export const CATALOG_ENTRY_FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'spec.profile.displayName',
  'spec.system',
  'spec.domain',
  'spec.subdomainOf',
];

export function catalogEntryOf(entity: Entity): CatalogEntry {
  const { kind, metadata } = entity;
  const title = entityTitle(entity);
  const parent = parentReference(entity);
  return {
    ref: stringifyEntityRef({
      kind,
      namespace: metadata.namespace,
      name: metadata.name,
    }),
    ...(title !== undefined && { title }),
    ...(parent !== undefined && { parent }),
  };
}
