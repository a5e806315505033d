// SPDX-License-Identifier: Apache-2.0
import {
  parseEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';

/** Kinds of subjects and targets that look like entity references and have no page in the catalog. */
const NOT_IN_CATALOG = new Set(['plugin', 'external', 'task']);

/** The entity that a reference names, or undefined when it names something that is not in the catalog. */
export function catalogEntity(ref: string): CompoundEntityRef | undefined {
  if (!/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/.test(ref)) {
    return undefined;
  }
  const entity = parseEntityRef(ref);
  return NOT_IN_CATALOG.has(entity.kind.toLocaleLowerCase('en-US'))
    ? undefined
    : entity;
}

/** The short form of a reference: the name alone for an entity of the default namespace. */
export function shortReference(ref: string): string {
  const entity = catalogEntity(ref);
  if (!entity) {
    return ref;
  }
  return entity.namespace === 'default'
    ? entity.name
    : `${entity.namespace}/${entity.name}`;
}
