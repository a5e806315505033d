// SPDX-License-Identifier: Apache-2.0
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import auditLogPlugin, { auditLogApiRef } from '../src';
import { exampleEvents } from './exampleEvents';
import { InMemoryAuditLog } from './InMemoryAuditLog';

const exampleLog = createFrontendModule({
  pluginId: 'audit-log',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: auditLogApiRef,
          deps: {},
          factory: () =>
            InMemoryAuditLog.create(exampleEvents(600, Date.now())),
        }),
    }),
  ],
});

/** Where the links to actors, targets and projects lead. */
const catalog = createFrontendPlugin({
  pluginId: 'catalog',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: convertLegacyRouteRef(entityRouteRef),
        loader: async () => <>The page of an entity</>,
      },
    }),
  ],
});

createDevApp({ features: [auditLogPlugin, exampleLog, catalog] });
