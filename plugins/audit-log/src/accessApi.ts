// SPDX-License-Identifier: Apache-2.0
import { createApiRef } from '@backstage/core-plugin-api';
import type { AccessControlClient } from 'backstage-plugin-audit-log-common';

/** What Access Control asks of the backend; the client of `backstage-plugin-audit-log-common` answers it. @public */
export type AccessControlApi = Pick<
  AccessControlClient,
  | 'getOwnAccess'
  | 'explain'
  | 'listPermissions'
  | 'listRoles'
  | 'getRole'
  | 'createRole'
  | 'updateRole'
  | 'deleteRole'
  | 'assignRoles'
  | 'unassignRole'
  | 'listGroups'
  | 'getGroup'
  | 'listGroupMembers'
  | 'createGroup'
  | 'updateGroup'
  | 'deleteGroup'
  | 'addGroupMembers'
  | 'removeGroupMember'
  | 'listMembers'
  | 'getMember'
  | 'listInvitations'
  | 'getInvitation'
  | 'inviteMembers'
  | 'resendInvitation'
  | 'createInvitationLink'
  | 'revokeInvitation'
  | 'inspectInvitation'
  | 'acceptInvitation'
  | 'listIngestionKeys'
  | 'getIngestionKey'
  | 'createIngestionKey'
  | 'updateIngestionKey'
  | 'rotateIngestionKey'
  | 'revokeIngestionKey'
>;

/** @public */
export const accessControlApiRef = createApiRef<AccessControlApi>({
  id: 'plugin.audit-log.access-control',
});
