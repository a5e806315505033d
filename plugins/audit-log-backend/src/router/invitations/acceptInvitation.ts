// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import type { AcceptedInvitation } from '../../access/invitations/Acceptance';
import { assignmentRecord } from '../../access/assignments/assignmentRecord';
import type { InvitationContext } from './InvitationContext';
import { offerRecord, offerView } from './invitationView';
import { signedInPerson } from './signedInPerson';

/** `POST /invitations/accept` */
export async function acceptInvitation(
  context: InvitationContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { access, changes, invitations } = context;
  const person = await signedInPerson(request, context);
  const { token } = request.body;
  const id = await invitations.acceptance.identify(token);
  const opened = await changes.record(
    {
      eventId: 'invitation-write',
      request,
      meta: {
        actionType: 'accept',
        ...(id !== undefined && { invitationId: id }),
      },
    },
    async operationId => {
      const result = await invitations.acceptance.accept(
        token,
        person,
        operationId,
      );
      const { invitation } = result;
      return {
        result,
        meta: {
          email: invitation.email,
          subjects: [person],
          invitedBy: invitation.createdBy,
          ...offerRecord(invitation, access.current()),
          before: recordOf(result.before),
          after: recordOf(result.after),
          ownAccess: true,
        },
      };
    },
  );
  response.json(offerView(await access.fresh(), opened));
}

function recordOf({ assignments, groups }: AcceptedInvitation['before']) {
  return {
    assignments: assignments.map(assignmentRecord),
    groups: [...groups],
  };
}
