// SPDX-License-Identifier: Apache-2.0
import { catalogChangeEventTypes } from './catalogChangeEventTypes';
import type { PluginEventTypes } from './EventTypeDefinition';

/** As `@backstage/plugin-catalog-backend` reports them, and what else is recorded of the catalog. */
export const catalogEventTypes: PluginEventTypes = {
  plugin: 'catalog',
  category: 'catalog',
  types: [
    ...catalogChangeEventTypes,
    {
      event: 'entity-mutate',
      kind: 'delete',
      title: 'Deleted entity',
      description: 'An entity was taken out of the catalog.',
    },
    {
      event: 'entity-mutate',
      kind: 'refresh',
      title: 'Refreshed entity',
      description: 'An entity was read again from its source.',
    },
    {
      event: 'location-mutate',
      kind: 'create',
      title: 'Registered location',
      description:
        'A source of entities was registered, or tried out when it was a dry run.',
    },
    {
      event: 'location-mutate',
      kind: 'update',
      title: 'Changed location',
      description: 'A registered source of entities was changed.',
    },
    {
      event: 'location-mutate',
      kind: 'delete',
      title: 'Unregistered location',
      description:
        'A source of entities was unregistered; the entities that it alone provided go with it.',
    },
    {
      event: 'entity-fetch',
      title: 'Read entities',
      description: 'Entities were read from the catalog.',
      read: true,
    },
    {
      event: 'entity-fetch',
      kind: 'all',
      title: 'Listed entities',
      description: 'Entities were listed, all of them or by a filter.',
      read: true,
    },
    {
      event: 'entity-fetch',
      kind: 'by-query',
      title: 'Searched entities',
      description: 'Entities were listed page by page for a query.',
      read: true,
    },
    {
      event: 'entity-fetch',
      kind: 'by-uid',
      title: 'Read entity by its uid',
      description: 'One entity was read, named by its uid.',
      read: true,
    },
    {
      event: 'entity-fetch',
      kind: 'by-name',
      title: 'Read entity',
      description: 'One entity was read, named by its reference.',
      read: true,
    },
    {
      event: 'entity-fetch',
      kind: 'by-refs',
      title: 'Read several entities',
      description: 'Several entities were read, named by their references.',
      read: true,
    },
    {
      event: 'entity-fetch',
      kind: 'ancestry',
      title: 'Read ancestry of entity',
      description:
        'The entities that an entity came from were read, up to its location.',
      read: true,
    },
    {
      event: 'entity-facets',
      title: 'Counted entities',
      description: 'The values of entity fields were counted.',
      read: true,
    },
    {
      event: 'entity-validate',
      title: 'Validated entity',
      description: 'An entity was checked against the rules of the catalog.',
      read: true,
    },
    {
      event: 'location-fetch',
      title: 'Read locations',
      description: 'Registered locations were read.',
      read: true,
    },
    {
      event: 'location-fetch',
      kind: 'all',
      title: 'Listed locations',
      description: 'All registered locations were listed.',
      read: true,
    },
    {
      event: 'location-fetch',
      kind: 'by-query',
      title: 'Searched locations',
      description: 'Registered locations were listed page by page for a query.',
      read: true,
    },
    {
      event: 'location-fetch',
      kind: 'by-id',
      title: 'Read location',
      description: 'One registered location was read, named by its id.',
      read: true,
    },
    {
      event: 'location-fetch',
      kind: 'by-entity',
      title: 'Read location of entity',
      description: 'The location that an entity came from was read.',
      read: true,
    },
    {
      event: 'location-analyze',
      title: 'Analysed location',
      description: 'A source was looked over for entities to register.',
      read: true,
    },
  ],
};
