// SPDX-License-Identifier: Apache-2.0
export * from './AuditLogClient';
export * from './paramsToSearch';
export * from './searchToParams';
export * from './searchToQuery';
