// SPDX-License-Identifier: Apache-2.0
import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

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
  const { kind, metadata, spec } = entity;
  const profile = spec?.profile as { displayName?: unknown } | undefined;
  const title = [profile?.displayName, metadata.title].find(
    name => typeof name === 'string' && name !== '',
  ) as string | undefined;
  const parent = parentOf(entity);
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

/** The field that names the parent, and the kind that it means when it names none; by the kind of the entity. */
const PARENT_FIELDS: {
  readonly [kind: string]: readonly [field: string, kind: string];
} = {
  domain: ['subdomainOf', 'domain'],
  system: ['domain', 'domain'],
};

/** As the catalog reads these fields: a reference without a namespace means the entity's own. */
function parentOf({ kind, metadata, spec }: Entity): string | undefined {
  const [field, defaultKind] = PARENT_FIELDS[
    kind.toLocaleLowerCase('en-US')
  ] ?? ['system', 'system'];
  const reference = spec?.[field];
  if (typeof reference !== 'string') {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(reference, {
        defaultKind,
        defaultNamespace: metadata.namespace ?? 'default',
      }),
    );
  } catch {
    return undefined;
  }
}
