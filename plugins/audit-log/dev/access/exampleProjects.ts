// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';

/** The projects of the example organization, as the catalog has them. */
export const EXAMPLE_PROJECTS: Entity[] = ['shop', 'billing'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name, namespace: 'default', title: `The ${name}` },
  spec: { owner: 'group:default/engineering' },
}));
