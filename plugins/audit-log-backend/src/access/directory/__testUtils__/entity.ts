// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';

/** A person or group as its file has it, or as the catalog answers it. */
export const entity = (
  kind: 'User' | 'Group',
  name: string,
  spec: object = {},
  more: Partial<Entity['metadata']> = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name, ...more },
  spec: { ...(kind === 'Group' && { type: 'team', children: [] }), ...spec },
});
