// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import { changeInvitation } from './changeInvitation';
import type { InvitationContext } from './InvitationContext';

/** `DELETE /invitations/{id}` */
export async function revokeInvitation(
  context: InvitationContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { changes } = context.invitations;
  await changeInvitation(
    context,
    request,
    'revoke',
    (id, { ref }, operationId) => changes.revoke(id, { by: ref, operationId }),
  );
  response.status(204).end();
}
