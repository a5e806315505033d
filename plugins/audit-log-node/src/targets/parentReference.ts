// SPDX-License-Identifier: Apache-2.0
import {
  type Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/** The field that names the parent, and the kind that it means when it names none; by the kind of the entity. */
const PARENT_FIELDS: {
  readonly [kind: string]: readonly [field: string, kind: string];
} = {
  domain: ['subdomainOf', 'domain'],
  system: ['domain', 'domain'],
};

/**
 * The System that an entity is part of, or the Domain that a System or Domain is part of, as the catalog reads these
 * fields: a reference without a namespace means the entity's own.
 *
 * @public
 */
export function parentReference({
  kind,
  metadata,
  spec,
}: Entity): string | undefined {
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
