// SPDX-License-Identifier: Apache-2.0
import { NotAllowedError } from '@backstage/errors';
import type { Request, Response } from 'express';
import { callerOf } from '../callerOf';
import type { InvitationContext } from './InvitationContext';

/** `POST /invitations/delivery-reports` */
export async function reportDelivery(
  context: InvitationContext,
  request: Request,
  response: Response,
): Promise<void> {
  const { accessAuthorizer, changes, invitations } = context;
  const { credentials, isPerson } = await callerOf(request, context);
  const { messageId, action, status, diagnostic } = request.body;
  await changes.record(
    {
      eventId: 'invitation-write',
      request,
      meta: {
        actionType: 'delivery',
        messageId,
        report: action,
        ...(status !== undefined && { status }),
        ...(diagnostic !== undefined && { diagnostic }),
      },
    },
    async () => {
      if (isPerson) {
        throw new NotAllowedError(
          'Deliveries are reported by services, such as the program that reads the mailbox which bounces come back to',
        );
      }
      await accessAuthorizer.authorizeAccess(credentials, 'manage');
      const { id, email, delivery } = await invitations.reports.note(
        request.body,
      );
      return {
        result: undefined,
        meta: { invitationId: id, email, delivery: delivery.state },
      };
    },
  );
  response.status(204).end();
}
