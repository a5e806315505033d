// SPDX-License-Identifier: Apache-2.0
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import auditLogPlugin, {
  accessControlApiRef,
  auditLogApiRef,
  retentionApiRef,
} from '../src';
import { exampleCatalog } from './exampleCatalog';
import { exampleChanges } from './exampleChanges';
import { exampleEvents } from './exampleEvents';
import { exampleQuarantine } from './exampleQuarantine';
import { DECLARED_TYPES, exampleReports } from './exampleReports';
import { InMemoryAccessControl } from './InMemoryAccessControl';
import { InMemoryAuditLog } from './InMemoryAuditLog';
import { InMemoryRetention } from './InMemoryRetention';
import { RETENTION_STATES } from './retention/exampleStates';

const named = new URLSearchParams(window.location.search).get('retention');
const state = RETENTION_STATES[named ?? 'example'] ?? RETENTION_STATES.example;

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
    ApiBlueprint.make({
      name: 'retention',
      params: defineParams =>
        defineParams({
          api: retentionApiRef,
          deps: {},
          factory: () => InMemoryRetention.create(state(Date.now())),
        }),
    }),
  ],
});

createDevApp({ features: [auditLogPlugin, exampleServer, exampleCatalog] });
