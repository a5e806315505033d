// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createServiceFactory,
  type UserInfoService,
} from '@backstage/backend-plugin-api';

/** What the sign-in of people says of the groups that they are in, by the reference of the person; none by default. */
export function signIns(
  groupsOf: (userEntityRef: string) => readonly string[] = () => [],
) {
  return createServiceFactory({
    service: coreServices.userInfo,
    deps: {},
    factory: (): UserInfoService => ({
      async getUserInfo(credentials) {
        const { userEntityRef } = credentials.principal as unknown as {
          userEntityRef: string;
        };
        return {
          userEntityRef,
          ownershipEntityRefs: [userEntityRef, ...groupsOf(userEntityRef)],
        };
      },
    }),
  });
}
