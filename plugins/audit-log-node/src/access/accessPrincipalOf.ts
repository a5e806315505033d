// SPDX-License-Identifier: Apache-2.0
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { AccessDecider, AccessPrincipal } from './AccessDecider';

/**
 * Who asks, for this decider; undefined for anything but a person.
 *
 * What the sign-in said of them is looked up only for people whom the catalog does not know: it may take a request to the
 * auth backend, and counts for no one else.
 *
 * @public
 */
export async function accessPrincipalOf(
  credentials: BackstageCredentials,
  options: {
    readonly decider: AccessDecider;
    readonly userInfo: UserInfoService;
  },
): Promise<AccessPrincipal | undefined> {
  const principal = credentials.principal as Partial<BackstageUserPrincipal>;
  if (principal.type !== 'user' || principal.userEntityRef === undefined) {
    return undefined;
  }
  const { userEntityRef } = principal;
  if (options.decider.knows(userEntityRef)) {
    return { userEntityRef, ownershipEntityRefs: [] };
  }
  const { ownershipEntityRefs } = await options.userInfo.getUserInfo(
    credentials,
  );
  return { userEntityRef, ownershipEntityRefs };
}
