// SPDX-License-Identifier: Apache-2.0
import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import {
  AccessControlClient,
  AuditLogClient,
  RetentionClient,
} from 'backstage-plugin-audit-log-common';
import { accessControlApiRef } from '../accessApi';
import { auditLogApiRef } from '../api';
import { retentionApiRef } from '../retentionApi';

const deps = { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef };

export const auditLogApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: auditLogApiRef,
      deps,
      factory: options => AuditLogClient.create(options),
    }),
});

export const accessControlApi = ApiBlueprint.make({
  name: 'access-control',
  params: defineParams =>
    defineParams({
      api: accessControlApiRef,
      deps,
      factory: options => AccessControlClient.create(options),
    }),
});

export const retentionApi = ApiBlueprint.make({
  name: 'retention',
  params: defineParams =>
    defineParams({
      api: retentionApiRef,
      deps,
      factory: options => new RetentionClient(options),
    }),
});
