// SPDX-License-Identifier: Apache-2.0
import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import auditLogPlugin, { auditLogApiRef } from '../src';
import { exampleEvents } from './exampleEvents';
import { InMemoryAuditLog } from './InMemoryAuditLog';

const exampleData = createFrontendModule({
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

createDevApp({ features: [auditLogPlugin, exampleData] });
