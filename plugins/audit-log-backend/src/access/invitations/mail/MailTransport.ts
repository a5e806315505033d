// SPDX-License-Identifier: Apache-2.0
import nodemailer, { type NodemailerError } from 'nodemailer';
import { redactText } from 'backstage-plugin-audit-log-node';
import type { MailSettings } from './MailSettings';
import { plainText } from './plainText';

/** An e-mail to one address. */
export interface Mail {
  readonly to: string;
  /** Without angle brackets. */
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/**
 * What became of an e-mail.
 *
 * - `sent`: the mail server took it.
 * - `refused`: the mail server will never take it.
 * - `deferred`: the mail server did not take it, and may another time.
 * - `unconfirmed`: the mail server had all of it or a part and did not say whether it took it; it must not be sent again
 *   by itself.
 */
export interface MailOutcome {
  readonly kind: 'sent' | 'refused' | 'deferred' | 'unconfirmed';
  /** What the mail server said, or what happened on the way. */
  readonly reason?: string;
}

export interface MailTimeouts {
  readonly connectionMs: number;
  readonly greetingMs: number;
  /** Between two signs of life. */
  readonly silenceMs: number;
  /** Of a whole e-mail. */
  readonly totalMs: number;
}

export const DEFAULT_MAIL_TIMEOUTS: MailTimeouts = {
  connectionMs: 10_000,
  greetingMs: 10_000,
  silenceMs: 30_000,
  totalMs: 60_000,
};

/** How many connections to the mail server are open at once. */
export const MAIL_CONNECTIONS = 5;
/** Servers close connections that do nothing; we do so first. */
const IDLE_MS = 10_000;
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1)$/i;

type Transporter = ReturnType<typeof createTransporter>;

/** Hands e-mails to a mail server, over connections that are kept open. It never retries. */
export class MailTransport {
  static create(options: {
    readonly settings: MailSettings;
    readonly timeouts?: MailTimeouts;
  }): MailTransport {
    const { settings, timeouts = DEFAULT_MAIL_TIMEOUTS } = options;
    return new MailTransport(
      settings,
      timeouts,
      createTransporter(settings, timeouts),
    );
  }

  private constructor(
    private readonly settings: MailSettings,
    private readonly timeouts: MailTimeouts,
    private readonly transporter: Transporter,
  ) {}

  /** Resolves within the total time-out, and never rejects. */
  async send(mail: Mail): Promise<MailOutcome> {
    const { from, replyTo } = this.settings;
    const { to, messageId, subject, text, html } = mail;
    // nodemailer begins to read the message when the server has asked for it (354), and not before.
    let message: { readonly readableDidRead: boolean } | undefined;
    const content = {
      from,
      ...(replyTo && { replyTo }),
      to: { name: '', address: to },
      envelope: { from: from.address, to: [to] },
      messageId: `<${messageId}>`,
      subject,
      text,
      html,
      headers: {
        // RFC 3834: nobody's absence is answered to it.
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
      },
      disableFileAccess: true,
      disableUrlAccess: true,
      signal: AbortSignal.timeout(this.timeouts.totalMs),
      onMessage: (stream: { readonly readableDidRead: boolean }) => {
        message = stream;
      },
    };
    try {
      await this.transporter.sendMail(content);
      return { kind: 'sent' };
    } catch (error: unknown) {
      return outcomeOf(error, message?.readableDidRead ?? false);
    }
  }

  close(): void {
    this.transporter.close();
  }
}

function createTransporter(settings: MailSettings, timeouts: MailTimeouts) {
  const { host, port, secure, login } = settings;
  const transporter = nodemailer.createTransport({
    pool: true,
    host,
    port,
    secure,
    // A password does not go through the network in the clear.
    requireTLS: login !== undefined && !LOOPBACK.test(host),
    ...(login && { auth: { user: login.username, pass: login.password } }),
    maxConnections: MAIL_CONNECTIONS,
    // The pool would send again what a connection broke off with.
    maxRequeues: 0,
    idleTimeout: IDLE_MS,
    connectionTimeout: timeouts.connectionMs,
    dnsTimeout: timeouts.connectionMs,
    greetingTimeout: timeouts.greetingMs,
    socketTimeout: timeouts.silenceMs,
  });
  transporter.use('stream', ({ data, message }, done) => {
    const create = message.createReadStream.bind(message);
    message.createReadStream = options => {
      const stream = create(options);
      (data as { onMessage?: (given: typeof stream) => void }).onMessage?.(
        stream,
      );
      return stream;
    };
    done();
  });
  return transporter;
}

/** Of what went wrong, and whether the server had begun to be given the message. */
function outcomeOf(error: unknown, isHandedOver: boolean): MailOutcome {
  const { message, response, responseCode, code, command } =
    error as NodemailerError;
  // Some servers repeat the link that they refuse a message for.
  const reason = plainText(redactText(String(response ?? message ?? error)));
  const isPermanent =
    responseCode !== undefined &&
    responseCode >= 500 &&
    responseCode < 600 &&
    responseCode !== 503;
  // An answer to the message as a whole, as far as it is one (RFC 5321, section 4.2.1).
  if (isHandedOver && !(command === 'DATA' && responseCode !== undefined)) {
    return { kind: 'unconfirmed', reason };
  }
  // That the server does not know us is ours to mend, and then all e-mails go.
  const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  const isUnsendable = isAboutMail && command === 'API';
  return {
    kind: (isAboutMail && isPermanent) || isUnsendable ? 'refused' : 'deferred',
    reason,
  };
}
