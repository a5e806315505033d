// SPDX-License-Identifier: Apache-2.0
import type { Offer } from './StoredInvitation';

/**
 * What is offered when somebody is invited who is already: both, if the roles of both are for the same level, since an
 * invitation has one level; else what is offered later. An offer of groups alone has no level.
 */
export function unionOfOffers(earlier: Offer, later: Offer): Offer {
  const isSameLevel =
    earlier.project === later.project ||
    earlier.roles.length === 0 ||
    later.roles.length === 0;
  if (!isSameLevel) {
    return later;
  }
  const { project } = later.roles.length > 0 ? later : earlier;
  return {
    roles: [...new Set([...earlier.roles, ...later.roles])],
    groups: [...new Set([...earlier.groups, ...later.groups])],
    ...(project !== undefined && { project }),
  };
}
