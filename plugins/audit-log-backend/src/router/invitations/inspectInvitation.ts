// SPDX-License-Identifier: Apache-2.0
import type { Request, Response } from 'express';
import type { OpenedInvitation } from '../../access/invitations/Acceptance';
import type { InvitationContext } from './InvitationContext';
import { offerView } from './invitationView';
import { signedInPerson } from './signedInPerson';

/** `POST /invitations/inspect`. Only what is refused is recorded: it tells of somebody who tries links. */
export async function inspectInvitation(
  context: InvitationContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { access, changes, invitations } = context;
  const person = await signedInPerson(request, context);
  const { token } = request.body;
  let opened: OpenedInvitation;
  try {
    opened = await invitations.acceptance.inspect(token, person);
  } catch (error: unknown) {
    const id = await invitations.acceptance.identify(token);
    const meta = {
      actionType: 'inspect',
      ...(id !== undefined && { invitationId: id }),
    };
    await changes.record(
      { eventId: 'invitation-write', request, meta },
      async () => {
        throw error;
      },
    );
    return;
  }
  response.json(offerView(await access.fresh(), opened));
}
