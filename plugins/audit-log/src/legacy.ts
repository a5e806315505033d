// SPDX-License-Identifier: Apache-2.0

/**
 * The Audit Logs page and Access Control, for apps on Backstage's old frontend system.
 *
 * @packageDocumentation
 */
export {
  auditLogPlugin,
  AuditLogsPage,
  AccessControlPage,
  InvitationPage,
} from './legacy/plugin';
export { AuditLogsSidebarItem } from './legacy/AuditLogsSidebarItem';
export { AccessControlSidebarItem } from './legacy/AccessControlSidebarItem';
export { takeInvitationToken } from './components/InvitationPage/invitationToken';
export { auditLogApiRef, type AuditLogApi } from './api';
export { accessControlApiRef, type AccessControlApi } from './accessApi';
export { retentionApiRef, type RetentionApi } from './retentionApi';
