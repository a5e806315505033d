// SPDX-License-Identifier: Apache-2.0

/**
 * The Audit Logs page and Access Control, for apps on Backstage's new frontend system; `./legacy` is for the old one.
 *
 * @packageDocumentation
 */
export { auditLogPlugin as default } from './plugin';
export { auditLogApiRef, type AuditLogApi } from './api';
export { accessControlApiRef, type AccessControlApi } from './accessApi';
export { retentionApiRef, type RetentionApi } from './retentionApi';
