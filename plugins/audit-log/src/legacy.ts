// SPDX-License-Identifier: Apache-2.0

/**
 * The Audit Logs page, for apps on Backstage's old frontend system.
 *
 * @packageDocumentation
 */
export { auditLogPlugin, AuditLogsPage } from './legacy/plugin';
export { AuditLogsSidebarItem } from './legacy/AuditLogsSidebarItem';
export { auditLogApiRef, type AuditLogApi } from './api';
