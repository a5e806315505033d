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

/** To have the ledger verified, and see what came of it. @public */
export const auditLogVerifyPermission = createPermission({
  name: 'audit-log.verify',
  attributes: { action: 'read' },
});

/** To see and change how the audit log records and keeps events. @public */
export const auditLogConfigurePermission = createPermission({
  name: 'audit-log.configure',
  attributes: { action: 'update' },
});

/** To erase what the audit log has of a person. @public */
export const auditLogErasePermission = createPermission({
  name: 'audit-log.erase',
  attributes: { action: 'delete' },
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
  auditLogVerifyPermission,
];

/** What administrators of the organization alone hold, unless they give it to a role by name. @public */
export const auditLogAdministrationPermissions = [
  auditLogConfigurePermission,
  auditLogErasePermission,
];

/** ACCESS-MANAGEMENT: the permissions of whoever decides about access. @public */
export const accessControlPermissions = [
  accessControlReadPermission,
  accessControlManagePermission,
];
