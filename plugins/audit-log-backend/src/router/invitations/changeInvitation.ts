// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import type { Granter } from '../../access/Granter';
import type { ChangedInvitation } from '../../access/invitations/InvitationChanges';
import { callerOf } from '../callerOf';
import type { InvitationContext } from './InvitationContext';
import { offerRecord } from './invitationView';

/** Changes the invitation of a request's path, if the caller may, and records it. */
export async function changeInvitation(
  context: InvitationContext,
  request: Request,
  actionType: 'resend' | 'link' | 'revoke',
  change: (
    id: string,
    granter: Granter,
    operationId: string | undefined,
  ) => Promise<ChangedInvitation>,
): Promise<ChangedInvitation> {
  const { accessAuthorizer, changes } = context;
  const { credentials } = await callerOf(request, context);
  const { id } = request.params;
  return changes.record(
    {
      eventId: 'invitation-write',
      request,
      meta: { actionType, invitationId: id },
    },
    async operationId => {
      const granter = await accessAuthorizer.authorizeAccess(
        credentials,
        'manage',
      );
      const changed = await change(id, granter, operationId);
      return {
        result: changed,
        meta: {
          email: changed.invitation.email,
          ...offerRecord(changed.invitation, context.access.current()),
          before: recordOf(changed.before),
          after: recordOf(changed.invitation),
          ownAccess:
            changed.invitation.personRef !== undefined &&
            changed.invitation.personRef === granter.person?.userEntityRef,
        },
      };
    },
  );
}

function recordOf(invitation: ChangedInvitation['invitation']) {
  return {
    ...offerRecord(invitation),
    invitedBy: invitation.createdBy,
    expiresAt: new Date(invitation.expiresAt).toISOString(),
    revoked: invitation.revokedAt !== undefined,
  };
}
