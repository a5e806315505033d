// SPDX-License-Identifier: Apache-2.0
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ChangeRecorder } from '../../recording/ChangeRecorder';
import type { MailOutcome } from './mail/MailTransport';
import type { StoredInvitation } from './StoredInvitation';

/** Records that an e-mail was sent, or why it was not. What cannot be recorded is logged: the e-mail is on its way. */
export async function recordDelivery(
  changes: ChangeRecorder,
  logger: LoggerService,
  { id, email, createdBy }: StoredInvitation,
  { kind, reason }: MailOutcome,
): Promise<void> {
  const failure =
    kind === 'sent'
      ? undefined
      : new Error(reason ?? 'The mail server did not take it');
  await changes
    .record(
      {
        eventId: 'invitation-write',
        meta: {
          actionType: 'delivery',
          invitationId: id,
          email,
          delivery: kind,
          invitedBy: createdBy,
        },
      },
      async () => {
        if (failure) {
          throw failure;
        }
        return { result: undefined };
      },
    )
    .catch((error: unknown) => {
      if (error !== failure) {
        logger.error('The delivery of an invitation could not be recorded', {
          invitation: id,
          cause: String(error),
        });
      }
    });
}
