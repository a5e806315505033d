// SPDX-License-Identifier: Apache-2.0
import type { UserInfoService } from '@backstage/backend-plugin-api';
import type { AccessControl } from '../../access/createAccessControl';
import type { Invitations } from '../../access/invitations/createInvitations';
import type { AuthorizationMode } from '../../access';
import type { AccessContext } from './AccessContext';

/** What the endpoints about members, permissions and decisions work with besides. */
export interface MemberContext
  extends AccessContext,
    Pick<AccessControl, 'past' | 'permissionCatalog' | 'stopping'> {
  readonly userInfo: UserInfoService;
  readonly mode: AuthorizationMode;
  readonly invitations: Pick<Invitations, 'settings'>;
}
