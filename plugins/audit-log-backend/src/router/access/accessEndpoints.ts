// SPDX-License-Identifier: Apache-2.0
import type { EndpointEntry } from '../Endpoint';
import { memberEndpoints } from './memberEndpoints';
import type { MemberContext } from './MemberContext';
import { roleAndGroupEndpoints } from './roleAndGroupEndpoints';

/** What the API answers about roles, groups, members and permissions. */
export const accessEndpoints: readonly EndpointEntry<MemberContext>[] = [
  ...roleAndGroupEndpoints,
  ...memberEndpoints,
];
