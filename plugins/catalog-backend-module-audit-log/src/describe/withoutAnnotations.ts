// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';

/** An entity without some of its annotations, and without a field for them where none is left. */
export function withoutAnnotations(
  entity: Entity,
  isLeftOut: (name: string, value: string) => boolean,
): Entity {
  const { annotations, ...metadata } = entity.metadata;
  const kept = Object.entries(annotations ?? {}).filter(
    ([name, value]) => !isLeftOut(name, value),
  );
  return {
    ...entity,
    metadata: {
      ...metadata,
      ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }),
    },
  };
}
