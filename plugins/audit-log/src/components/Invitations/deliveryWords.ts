// SPDX-License-Identifier: Apache-2.0
import type { Invitation } from 'backstage-plugin-audit-log-common';

/** What became of the e-mail of an invitation, in words. */
interface DeliveryWords {
  readonly title: string;
  /** What somebody has to do about it. */
  readonly advice?: string;
  readonly isTrouble: boolean;
}

export function deliveryWords({
  state,
  attempts = 0,
}: Invitation['delivery']): DeliveryWords {
  switch (state) {
    case 'link':
      return { title: 'No e-mail: the link is handed over', isTrouble: false };
    case 'queued':
      return attempts > 0
        ? {
            title: `Not sent yet: tried ${
              attempts === 1 ? 'once' : `${attempts} times`
            }, will be tried again`,
            isTrouble: true,
          }
        : { title: 'E-mail waits to be sent', isTrouble: false };
    case 'sending':
      return { title: 'E-mail is being sent', isTrouble: false };
    case 'sent':
      return { title: 'E-mail sent', isTrouble: false };
    case 'unconfirmed':
      return {
        title:
          'Perhaps sent: the connection broke before the mail server confirmed it',
        advice:
          'It is not sent twice by itself. Ask whether it arrived; if not, resend it.',
        isTrouble: true,
      };
    case 'refused':
      return {
        title: 'Refused by the mail server',
        advice: 'Check the address, or hand the link over another way.',
        isTrouble: true,
      };
    case 'bounced':
      return {
        title: 'Came back undelivered',
        advice: 'Check the address, or hand the link over another way.',
        isTrouble: true,
      };
    default:
      return { title: state, isTrouble: false };
  }
}
