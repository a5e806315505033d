// SPDX-License-Identifier: Apache-2.0
import { type Config, readDurationFromConfig } from '@backstage/config';
import { ConflictError, InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { type MailSettings, readMailSettings } from './mail/MailSettings';

const EXPIRE_AFTER = 'auditLog.invitations.expireAfter';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What the configuration says of invitations. */
export interface InvitationSettings {
  readonly expireAfterMs: number;
  /** Absent where no mail server is set, and links are handed over by hand. */
  readonly mail?: MailSettings;
  /** What the portal is called. */
  readonly portal: string;
  /** Where people open it; absent when `app.baseUrl` is not set. */
  readonly baseUrl?: string;
}

/** Throws an InputError that names the key and what it takes. */
export function readInvitationSettings(config: Config): InvitationSettings {
  const mail = readMailSettings(config);
  const baseUrl = config.getOptionalString('app.baseUrl');
  if (mail && baseUrl === undefined) {
    throw new InputError(
      'app.baseUrl: must be set, since the links in e-mails (auditLog.mail) begin with it',
    );
  }
  if (baseUrl !== undefined && !/^https?:\/\//.test(baseUrl)) {
    throw new InputError(
      `app.baseUrl: must be the address of the portal, such as https://portal.example.org, got '${baseUrl}'`,
    );
  }
  return {
    expireAfterMs: readExpiry(config),
    ...(mail && { mail }),
    portal: config.getOptionalString('app.title') ?? 'Backstage',
    ...(baseUrl !== undefined && { baseUrl: baseUrl.replace(/\/+$/, '') }),
  };
}

function readExpiry(config: Config): number {
  if (!config.has(EXPIRE_AFTER)) {
    return 7 * DAY;
  }
  const milliseconds = durationToMilliseconds(
    readDurationFromConfig(config, { key: EXPIRE_AFTER }),
  );
  if (!(milliseconds >= 5 * MINUTE && milliseconds <= 90 * DAY)) {
    throw new InputError(
      `${EXPIRE_AFTER}: must be from five minutes to 90 days, such as 7d`,
    );
  }
  return milliseconds;
}

/** The link of an invitation. The token is in the fragment, which browsers send to no server. */
export function invitationLink(
  { baseUrl }: InvitationSettings,
  token: string,
): string {
  if (baseUrl === undefined) {
    throw new ConflictError(
      'Links to invitations begin with app.baseUrl, which is not set; ask whoever runs the portal to set it',
    );
  }
  return `${baseUrl}/invitation#token=${token}`;
}
