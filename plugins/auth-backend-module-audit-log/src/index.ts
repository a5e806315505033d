// SPDX-License-Identifier: Apache-2.0

/**
 * Records sign-ins, refused sign-ins and sign-outs in the audit log.
 *
 * @packageDocumentation
 */
export { authModuleAuditLog as default } from './module';
