// SPDX-License-Identifier: Apache-2.0
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import {
  type CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { projectOf } from '../activity';

/**
 * A catalog that knows everybody and everything in the made-up activity, and answers at once: how long a catalog takes is
 * not what is measured.
 */
export const catalogOfActivity = createServiceFactory({
  service: catalogServiceRef,
  deps: {},
  factory: () => {
    const catalog: Pick<
      CatalogService,
      'getEntities' | 'getEntitiesByRefs' | 'getEntityByRef' | 'queryEntities'
    > = {
      getEntities: async () => ({ items: [] }),
      getEntitiesByRefs: async ({ entityRefs }) => ({
        items: entityRefs.map(entityOf),
      }),
      getEntityByRef: async ref =>
        entityOf(typeof ref === 'string' ? ref : `${ref.kind}:${ref.name}`),
      queryEntities: async () => ({ items: [], totalItems: 0, pageInfo: {} }),
    };
    return catalog as CatalogService;
  },
});

function entityOf(ref: string): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  const project = projectOf(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace, name, title: name.replaceAll('-', ' ') },
    relations: project ? [{ type: 'partOf', targetRef: project }] : [],
  };
}
