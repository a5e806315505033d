// SPDX-License-Identifier: Apache-2.0
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import addressparser from 'nodemailer/lib/addressparser';
import { parseAddress } from '../parseAddress';

const KEY = 'auditLog.mail';

/** Somebody who sends or receives e-mails. */
export interface Mailbox {
  /** Empty when only the address is known. */
  readonly name: string;
  readonly address: string;
}

/** The mail server that e-mails are handed to. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; else the connection is upgraded when the server offers it (STARTTLS). */
  readonly secure: boolean;
  readonly login?: { readonly username: string; readonly password: string };
  readonly from: Mailbox;
  readonly replyTo?: Mailbox;
}

/** Reads `auditLog.mail`, if it is there; throws an InputError that names the key and what it takes. */
export function readMailSettings(config: Config): MailSettings | undefined {
  const mail = config.getOptionalConfig(KEY);
  if (!mail) {
    return undefined;
  }
  const secure = mail.getOptionalBoolean('secure') ?? false;
  const port = mail.getOptionalNumber('port') ?? (secure ? 465 : 587);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new InputError(
      `${KEY}.port: must be a whole number from 1 to 65535, got ${port}`,
    );
  }
  const host = mail.getString('host');
  if (!/^[\w.:-]+$/.test(host)) {
    throw new InputError(
      `${KEY}.host: must be the name or address of a mail server alone, such as smtp.example.org, got '${host}'`,
    );
  }
  const username = mail.getOptionalString('username');
  const password = mail.getOptionalString('password');
  if ((username === undefined) !== (password === undefined)) {
    throw new InputError(
      `${KEY}.${
        username === undefined ? 'username' : 'password'
      }: must be set, too: a name and a password go together`,
    );
  }
  const replyTo = mail.getOptionalString('replyTo');
  return {
    host,
    port,
    secure,
    ...(username !== undefined &&
      password !== undefined && { login: { username, password } }),
    from: readMailbox('from', mail.getString('from')),
    ...(replyTo !== undefined && { replyTo: readMailbox('replyTo', replyTo) }),
  };
}

function readMailbox(key: string, value: string): Mailbox {
  const [mailbox, ...more] = addressparser(value);
  const parsed = parseAddress(mailbox?.address ?? '');
  if (more.length > 0 || 'problem' in parsed || /\p{Cc}/u.test(value)) {
    throw new InputError(
      `${KEY}.${key}: must be one address, such as Portal <portal@example.org>, got '${value}'`,
    );
  }
  return { name: mailbox.name, address: parsed.email };
}
