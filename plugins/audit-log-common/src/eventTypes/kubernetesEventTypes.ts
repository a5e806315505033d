// SPDX-License-Identifier: Apache-2.0
import type { PluginEventTypes } from './EventTypeDefinition';

/** As `@backstage/plugin-kubernetes-backend` reports them. */
export const kubernetesEventTypes: PluginEventTypes = {
  plugin: 'kubernetes',
  category: 'kubernetes',
  types: [
    {
      event: 'cluster-fetch',
      kind: 'list',
      title: 'Listed clusters',
      description: 'The clusters that the portal knows were listed.',
      read: true,
    },
    {
      event: 'cluster-fetch',
      kind: 'proxy',
      title: 'Called cluster through the portal',
      description:
        'A request was passed on to the API of a cluster; method and path are kept with the event. It may change the cluster.',
    },
    {
      event: 'resource-fetch',
      kind: 'services',
      title: 'Read Kubernetes objects',
      description: 'The objects of an entity were read from its clusters.',
      read: true,
    },
    {
      event: 'resource-fetch',
      kind: 'workloads',
      title: 'Read Kubernetes workloads',
      description: 'The workloads of an entity were read from its clusters.',
      read: true,
    },
    {
      event: 'resource-fetch',
      kind: 'custom',
      title: 'Read custom Kubernetes objects',
      description: 'Custom resources of an entity were read from its clusters.',
      read: true,
    },
  ],
};
