// SPDX-License-Identifier: Apache-2.0
import { type Granter, granterByPolicy, granterByRoles } from '../Granter';
import type { AuthorizationMode } from '../readAuthorizationMode';

/**
 * Whoever made an offer, when it is accepted: they are not there to be asked, so what their sign-in says of them does not
 * count. What services may give, and in mode `framework` everyone, was decided when the offer was made.
 */
export function standingGranter(ref: string, mode: AuthorizationMode): Granter {
  return mode === 'framework' || !ref.startsWith('user:')
    ? granterByPolicy(ref)
    : granterByRoles({ userEntityRef: ref, ownershipEntityRefs: [] });
}
