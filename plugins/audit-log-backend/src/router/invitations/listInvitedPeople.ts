// SPDX-License-Identifier: Apache-2.0
import { NotAllowedError } from '@backstage/errors';
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import type { InvitationContext } from './InvitationContext';

/** `GET /invitations/people` */
export async function listInvitedPeople(
  context: InvitationContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { accessAuthorizer, invitations } = context;
  const { credentials, isPerson } = await callerOf(request, context);
  if (isPerson) {
    throw new NotAllowedError(
      'This is for the catalog; people find invitations at /invitations',
    );
  }
  await accessAuthorizer.authorizeAccess(credentials, 'read');
  response.json({ items: await invitations.list.people() });
}
