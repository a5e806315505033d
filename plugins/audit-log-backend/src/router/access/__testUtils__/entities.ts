// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';

/** A person of the catalog, in groups of these names. */
export const user = (
  name: string,
  memberOf: readonly string[],
  title: string,
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, title },
  spec: {
    memberOf: [...memberOf],
    profile: { email: `${name}@meridian.example` },
  },
});

/** A group of the catalog. */
export const group = (
  name: string,
  options: { readonly parent?: string; readonly title?: string } = {},
): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, ...(options.title && { title: options.title }) },
  spec: {
    type: 'team',
    children: [],
    ...(options.parent && { parent: options.parent }),
  },
});
