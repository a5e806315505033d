// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/** A mail as it arrived. */
export interface ReceivedMail {
  /** The addresses it was handed over for. */
  readonly to: readonly string[];
  /** Headers and body, quoted-printable taken apart. */
  readonly text: string;
}

/** The link of an invitation, as it stands in a mail or on a page. */
export function linkIn(shown: string): string {
  const [link] =
    /http:\/\/localhost:\d+\/invitation#token=[\w-]+/.exec(shown) ?? [];
  if (link === undefined) {
    throw new Error(`There is no link of an invitation in:\n${shown}`);
  }
  return link;
}

/** A real SMTP server that stands for the mailboxes of everyone outside the portal. */
export class Mailbox {
  readonly #server: SMTPServer;
  readonly #mails: ReceivedMail[];

  static async start(): Promise<Mailbox> {
    const mails: ReceivedMail[] = [];
    const server = new SMTPServer({
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onData: (stream, { envelope }, done) => {
        text(stream).then(raw => {
          mails.push({
            to: envelope.rcptTo.map(({ address }) => address),
            text: decoded(raw),
          });
          done();
        }, done);
      },
    });
    const listening = server.listen(0, '127.0.0.1');
    await once(listening, 'listening');
    return new Mailbox(server, mails);
  }

  private constructor(server: SMTPServer, mails: ReceivedMail[]) {
    this.#server = server;
    this.#mails = mails;
  }

  /** As `auditLog.mail` takes it. */
  get server(): { readonly host: string; readonly port: number } {
    const { port } = this.#server.server.address() as AddressInfo;
    return { host: '127.0.0.1', port };
  }

  /** Everything that came for an address so far. */
  mailsFor(address: string): readonly ReceivedMail[] {
    return this.#mails.filter(({ to }) => to.includes(address));
  }

  /** The only mail for an address, as soon as it has come. */
  async mailFor(address: string): Promise<ReceivedMail> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const mails = this.mailsFor(address);
      if (mails.length > 1) {
        throw new Error(`${address} got ${mails.length} mails`);
      }
      if (mails.length === 1) {
        return mails[0];
      }
      if (Date.now() > deadline) {
        throw new Error(`No mail came for ${address}`);
      }
      await delay(100);
    }
  }

  async stop(): Promise<void> {
    await new Promise<void>(resolve => this.#server.close(() => resolve()));
  }
}

/** Quoted-printable (RFC 2045, 6.7) taken apart; base64 is not what a text of ASCII comes in. */
function decoded(raw: string): string {
  return raw
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, code) =>
      String.fromCharCode(parseInt(code, 16)),
    );
}
