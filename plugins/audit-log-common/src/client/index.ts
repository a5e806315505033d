// SPDX-License-Identifier: Apache-2.0
export * from './AccessControlClient';
export * from './AccessControlRequests';
export * from './AuditLogClient';
export {
  type AuditLogClientOptions,
  type RequestOptions,
} from './createApiClient';
export * from './LedgerRequests';
export * from './RetentionClient';
export * from './paramsToSearch';
export * from './searchToParams';
export * from './searchToQuery';
