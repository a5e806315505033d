// SPDX-License-Identifier: Apache-2.0

/**
 * A permission policy that decides from the roles of Access Control, for every plugin's permissions.
 *
 * @packageDocumentation
 */
export {
  AccessControlPolicy,
  type AccessControlFallback,
  type AccessControlPolicyOptions,
} from './AccessControlPolicy';
export { accessControlPolicyModule as default } from './accessControlPolicyModule';
