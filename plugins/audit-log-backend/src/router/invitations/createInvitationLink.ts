// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { changeInvitation } from './changeInvitation';
import type { InvitationContext } from './InvitationContext';
import { resultView } from './inviteMembers';

/** `POST /invitations/{id}/link` */
export async function createInvitationLink(
  context: InvitationContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { access, invitations } = context;
  const { invitation, link } = await changeInvitation(
    context,
    request,
    'link',
    (id, granter, operationId) =>
      invitations.changes.makeLink(id, granter, operationId),
  );
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
