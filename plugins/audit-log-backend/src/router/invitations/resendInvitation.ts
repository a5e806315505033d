// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { changeInvitation } from './changeInvitation';
import type { InvitationContext } from './InvitationContext';
import { resultView } from './inviteMembers';

/** `POST /invitations/{id}/resend` */
export async function resendInvitation(
  context: InvitationContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { access, invitations } = context;
  const { invitation, link } = await changeInvitation(
    context,
    request,
    'resend',
    (id, granter, operationId) =>
      invitations.changes.resend(id, granter, operationId),
  );
  invitations.wake();
  const { email } = invitation;
  response.json(
    resultView(await access.fresh(), {
      email,
      result: 'renewed',
      invitation,
      link,
    }),
  );
}
