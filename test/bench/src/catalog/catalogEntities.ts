// SPDX-License-Identifier: Apache-2.0
import type { Entity } from '@backstage/catalog-model';

/** An ordinary Component of about 1.5 kB, as a provider of a source host gives it. */
export function componentAt(index: number): Entity {
  const url = `url:https://git.example.org/team-${
    index % 200
  }/service-${index}/tree/main/catalog-info.yaml`;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `service-${index}`,
      description: `Takes orders of kind ${index} and hands them on to who has to do with them`,
      annotations: {
        'backstage.io/managed-by-location': url,
        'backstage.io/managed-by-origin-location': url,
        'backstage.io/techdocs-ref': 'dir:.',
        'example.org/pager': `https://pager.example.org/services/${index}`,
      },
      labels: { tier: String(index % 4) },
      tags: ['java', 'orders', `team-${index % 200}`],
      links: [1, 2, 3].map(link => ({
        url: `https://dashboards.example.org/${index}/${link}`,
        title: `Dashboard ${link}`,
      })),
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: `group:default/team-${index % 200}`,
      system: `system-${index % 500}`,
      dependsOn: [1, 2, 3].map(
        step => `component:default/service-${(index + step * 97) % 2_000}`,
      ),
    },
  };
}
