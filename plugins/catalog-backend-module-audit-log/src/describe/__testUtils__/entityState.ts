// SPDX-License-Identifier: Apache-2.0
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import type { EntityState } from '../../changes/EntityChange';

interface Fields {
  readonly kind?: string;
  readonly name: string;
  readonly metadata?: object;
  readonly spec?: Entity['spec'];
  readonly source?: EntityState['source'];
}

/** An entity as the catalog may have it, an API unless it is said otherwise. */
export function entityState({
  kind = 'API',
  name,
  metadata,
  spec,
  source = { location: { type: 'url', target: 'https://git.example.org/a' } },
}: Fields): EntityState {
  const content: Entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', ...metadata },
    ...(spec && { spec }),
  };
  const ref = stringifyEntityRef(content);
  return { ref, uid: `uid-of-${ref}`, content, source };
}
