// SPDX-License-Identifier: Apache-2.0
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import auditLogPlugin, { accessControlApiRef, auditLogApiRef } from '../src';
import { exampleCatalog } from './exampleCatalog';
import { exampleChanges } from './exampleChanges';
import { exampleEvents } from './exampleEvents';
import { exampleQuarantine } from './exampleQuarantine';
import { DECLARED_TYPES, exampleReports } from './exampleReports';
import { InMemoryAccessControl } from './InMemoryAccessControl';
import { InMemoryAuditLog } from './InMemoryAuditLog';

const exampleServer = createFrontendModule({
  pluginId: 'audit-log',
  extensions: [
    ApiBlueprint.make({
      params: defineParams =>
        defineParams({
          api: auditLogApiRef,
          deps: {},
          factory: () =>
            InMemoryAuditLog.create(
              [
                ...exampleReports(Date.now()),
                ...exampleChanges(Date.now() - 300_000),
                ...exampleEvents(600, Date.now() - 600_000),
              ],
              exampleQuarantine(Date.now()),
              DECLARED_TYPES,
            ),
        }),
    }),
    ApiBlueprint.make({
      name: 'access-control',
      params: defineParams =>
        defineParams({
          api: accessControlApiRef,
          deps: {},
          factory: () => InMemoryAccessControl.create(),
        }),
    }),
  ],
});

createDevApp({ features: [auditLogPlugin, exampleServer, exampleCatalog] });
