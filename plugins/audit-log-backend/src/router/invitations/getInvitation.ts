// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import type { InvitationContext } from './InvitationContext';
import { invitationView } from './invitationView';

/** `GET /invitations/{id}` */
export async function getInvitation(
  context: InvitationContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { access, accessAuthorizer, invitations } = context;
  const { credentials } = await callerOf(request, context);
  await accessAuthorizer.authorizeAccess(credentials, 'read');
  const invitation = await invitations.list.get(request.params.id);
  response.json(invitationView(await access.fresh(), invitation));
}
