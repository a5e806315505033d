// SPDX-License-Identifier: Apache-2.0
import { plainText } from './plainText';
import { escapeHtml } from './escapeHtml';

/** What an e-mail of an invitation says. */
export interface InvitationMail {
  /** Name of whoever invites. */
  readonly inviter: string;
  readonly portal: string;
  /** Names. */
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** Name of the project that the roles are for; absent for the whole organization. */
  readonly project?: string;
  readonly link: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface ComposedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const MOST_NAME = 100;

/** Writes the e-mail. All names in it were typed by somebody: none is trusted to be one line, or not to be HTML. */
export function composeMail(mail: InvitationMail): ComposedMail {
  const inviter = plainText(mail.inviter, MOST_NAME);
  const portal = plainText(mail.portal, MOST_NAME);
  const level =
    mail.project === undefined
      ? 'for the whole organization'
      : `for the project ${plainText(mail.project, MOST_NAME)}`;
  const offers = [
    ...mail.roles.map(role => `Role ${plainText(role, MOST_NAME)}, ${level}`),
    ...mail.groups.map(
      group => `Membership in the group ${plainText(group, MOST_NAME)}`,
    ),
  ];
  const expiry = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(mail.expiresAt);
  const subject = `${inviter} invites you to ${portal}`;
  const terms = `The link works once, for you alone, until ${expiry} UTC.`;
  const otherwise =
    'If you did not expect this, do nothing: without the link being opened by you, nothing changes.';
  return {
    subject,
    text: [
      `${inviter} invites you to ${portal}, and offers you:`,
      offers.map(offer => `- ${offer}`).join('\n'),
      `To accept, open this link and sign in:\n${mail.link}`,
      terms,
      otherwise,
    ].join('\n\n'),
    html: [
      '<!doctype html><html lang="en"><body style="font-family:sans-serif">',
      `<p>${escapeHtml(inviter)} invites you to ${escapeHtml(
        portal,
      )}, and offers you:</p>`,
      `<ul>${offers
        .map(offer => `<li>${escapeHtml(offer)}</li>`)
        .join('')}</ul>`,
      `<p><a href="${escapeHtml(mail.link)}">Accept the invitation</a></p>`,
      `<p>${escapeHtml(terms)}</p>`,
      `<p>${otherwise}</p>`,
      '</body></html>',
    ].join('\n'),
  };
}
