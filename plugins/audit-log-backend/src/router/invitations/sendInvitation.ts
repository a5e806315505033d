// SPDX-License-Identifier: Apache-2.0
import type { Endpoint } from '../Endpoint';
import { changeInvitation } from './changeInvitation';
import type { InvitationContext } from './InvitationContext';
import { resultView } from './inviteMembers';

/** `POST /invitations/{id}/resend`, and `POST /invitations/{id}/link` for a link to hand over by hand. */
export const sendInvitation =
  (how: 'resend' | 'link'): Endpoint<InvitationContext> =>
  async (context, request, response) => {
    const { access, invitations } = context;
    const { changes } = invitations;
    const { invitation, link } = await changeInvitation(
      context,
      request,
      how,
      (...asked) =>
        how === 'link' ? changes.makeLink(...asked) : changes.resend(...asked),
    );
    invitations.wake();
    const { email } = invitation;
    const model = await access.fresh();
    response.json(
      resultView(model, { email, result: 'renewed', invitation, link }),
    );
  };
