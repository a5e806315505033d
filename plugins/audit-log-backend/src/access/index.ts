// SPDX-License-Identifier: Apache-2.0
export * from './Administrators';
export * from './AccessAuthorizer';
export * from './AuditLogAuthorizer';
export * from './auditEventResourceRef';
export * from './auditLogPermissionRules';
export * from './permissionGuardModule';
export * from './readAuthorizationMode';
