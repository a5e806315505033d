// SPDX-License-Identifier: Apache-2.0
import { createPermission } from '@backstage/plugin-permission-common';

/** The resource type that `audit-log.read` is about. @public */
export const RESOURCE_TYPE_AUDIT_EVENT = 'audit-event';

/** To open the Audit Logs page. Basic, so that navigation and pages can ask for it; which events show is `audit-log.read`'s to say. @public */
export const auditLogViewPermission = createPermission({
  name: 'audit-log.view',
  attributes: { action: 'read' },
});

/** To read events. A policy may narrow it with the conditions `isInProject` and `hasActor`. @public */
export const auditLogReadPermission = createPermission({
  name: 'audit-log.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_AUDIT_EVENT,
});

/** To take events out of the portal as a file. @public */
export const auditLogExportPermission = createPermission({
  name: 'audit-log.export',
  attributes: { action: 'read' },
});

/** To open Access Control and see who may do what. @public */
export const accessControlReadPermission = createPermission({
  name: 'access-control.read',
  attributes: { action: 'read' },
});

/** To change roles, groups, members, invitations and ingestion keys, within what one holds oneself. @public */
export const accessControlManagePermission = createPermission({
  name: 'access-control.manage',
  attributes: { action: 'update' },
});

/** LOG-MANAGEMENT: the permissions that an administrator gives together to whoever may work with the audit log. @public */
export const auditLogPermissions = [
  auditLogViewPermission,
  auditLogReadPermission,
  auditLogExportPermission,
];

/** ACCESS-MANAGEMENT: the permissions of whoever decides about access. @public */
export const accessControlPermissions = [
  accessControlReadPermission,
  accessControlManagePermission,
];
