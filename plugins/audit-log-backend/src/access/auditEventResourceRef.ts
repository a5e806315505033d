// SPDX-License-Identifier: Apache-2.0
import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_AUDIT_EVENT,
  type AuditEvent,
} from 'backstage-plugin-audit-log-common';
import type { ScopeCriteria } from '../query/ReadScope';

/** What `audit-log.read` is about, for rules and policies. @public */
export const auditEventResourceRef = createPermissionResourceRef<
  AuditEvent,
  ScopeCriteria
>().with({
  pluginId: 'audit-log',
  resourceType: RESOURCE_TYPE_AUDIT_EVENT,
});
