// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { InvitationRow } from '../../database/accessTables';
import type { Dialect } from '../../database/dialect';
import { type InvitationSettings, invitationLink } from './InvitationSettings';
import { hashToken, mintToken } from './token';

/** No address gets e-mails of one invitation at shorter intervals, whatever is asked for. */
export const MAIL_INTERVAL_MS = 60_000;

/** What a row gets to be sent, or handed over, from now on; earlier links do not work any more. */
export interface Sending {
  readonly columns: Pick<
    InvitationRow,
    | 'token_hash'
    | 'expires_at'
    | 'delivery_state'
    | 'attempts'
    | 'next_attempt_at'
    | 'delivery_reason'
    | 'message_id'
    | 'claimed_by'
    | 'claimed_until'
  >;
  /** Shown once, where it is handed over by hand. */
  readonly link?: string;
}

const NOT_SENDING = {
  delivery_reason: null,
  claimed_by: null,
  claimed_until: null,
  attempts: 0,
};

/** To be sent by e-mail, for which the token is made when it is sent; or by hand, where no mail server is set. */
export function prepareSending(
  settings: InvitationSettings,
  dialect: Dialect,
  now: number,
  lastSent?: number,
): Sending {
  const { mail } = settings;
  if (!mail) {
    return prepareLink(settings, dialect, now);
  }
  const earliest =
    lastSent === undefined ? now : Math.max(now, lastSent + MAIL_INTERVAL_MS);
  const domain = mail.from.address.slice(mail.from.address.lastIndexOf('@'));
  return {
    columns: {
      ...NOT_SENDING,
      token_hash: null,
      expires_at: dialect.writeTime(now + settings.expireAfterMs),
      delivery_state: 'queued',
      next_attempt_at: dialect.writeTime(earliest),
      message_id: `${randomUUID()}${domain}`,
    },
  };
}

/** To be handed over by hand. An e-mail that waits is not sent any more: its link would take the place of this one. */
export function prepareLink(
  settings: InvitationSettings,
  dialect: Dialect,
  now: number,
): Sending {
  const token = mintToken();
  return {
    columns: {
      ...NOT_SENDING,
      token_hash: hashToken(token),
      expires_at: dialect.writeTime(now + settings.expireAfterMs),
      delivery_state: 'link',
      next_attempt_at: null,
      message_id: null,
    },
    link: invitationLink(settings, token),
  };
}
