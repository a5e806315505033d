// SPDX-License-Identifier: Apache-2.0

/**
 * Records denied permissions in the audit log, whatever the policy.
 *
 * @packageDocumentation
 */
export { denialsModule as default } from './denialsModule';
