// SPDX-License-Identifier: Apache-2.0
import type { EventTypeDefinition } from './EventTypeDefinition';

/** As `backstage-plugin-catalog-backend-module-audit-log` records them, of what happens to entities in any way. */
export const catalogChangeEventTypes: readonly EventTypeDefinition[] = [
  {
    event: 'project-change',
    kind: 'create',
    title: 'Created project',
    description: 'A System or Domain came into the catalog.',
  },
  {
    event: 'project-change',
    kind: 'update',
    title: 'Changed project',
    description: 'What describes a System or Domain was changed.',
  },
  {
    event: 'project-change',
    kind: 'delete',
    title: 'Deleted project',
    description: 'A System or Domain went from the catalog.',
  },
  {
    event: 'project-configuration',
    kind: 'update',
    title: 'Changed project configuration',
    description:
      'The annotations, labels or spec of a System or Domain were changed.',
  },
  {
    event: 'api-proxy-change',
    kind: 'create',
    title: 'Created API proxy',
    description: 'An API came into the catalog.',
  },
  {
    event: 'api-proxy-change',
    kind: 'update',
    title: 'Changed API proxy',
    description: 'An API was changed in other ways than its lifecycle.',
  },
  {
    event: 'api-proxy-change',
    kind: 'delete',
    title: 'Deleted API proxy',
    description: 'An API went from the catalog.',
  },
  {
    event: 'api-proxy-promotion',
    kind: 'initiate',
    title: 'Initiated promotion of API proxy',
    description:
      'The lifecycle of an API was changed from one stage to another.',
  },
  {
    event: 'api-proxy-version',
    kind: 'create',
    title: 'Created version of API proxy',
    description:
      'An API came into the catalog that is a version of another one.',
  },
  {
    event: 'component-promotion',
    kind: 'initiate',
    title: 'Initiated promotion of component',
    description:
      'The lifecycle of a Component was changed from one stage to another.',
  },
  {
    event: 'entity-change',
    kind: 'create',
    title: 'Created entity',
    description: 'An entity of another kind came into the catalog.',
  },
  {
    event: 'entity-change',
    kind: 'update',
    title: 'Changed entity',
    description: 'An entity of another kind was changed.',
  },
  {
    event: 'entity-change',
    kind: 'delete',
    title: 'Deleted entity from catalog',
    description:
      'An entity of another kind went from the catalog, in whatever way.',
  },
  {
    event: 'entity-version',
    kind: 'create',
    title: 'Created version of entity',
    description:
      'An entity of another kind came into the catalog that is a version of another one.',
  },
  {
    event: 'catalog-baseline',
    title: 'Took the catalog as baseline',
    description:
      'The catalog was looked at for the first time; what comes, changes or goes from now on is recorded.',
  },
];
