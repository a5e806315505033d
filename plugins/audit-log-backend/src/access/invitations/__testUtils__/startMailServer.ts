// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** An e-mail that the server has, to its end. */
export interface ReceivedMail {
  readonly to: string;
  readonly headers: string;
  /** Its parts, decoded. */
  readonly text: string;
  readonly html: string;
  /** In the link of the text. */
  readonly token: string;
}

type Connection = { readonly _socket: { destroy(): void } };

const open = new Set<SMTPServer>();

/** A real mail server on a port of its own, or on one that is given. Closed by `stopMailServers`. */
export async function startMailServer(
  options: SMTPServerOptions & {
    readonly port?: number;
    /** How often it breaks connections off once it has a whole e-mail, instead of answering. */
    breaks?: number;
  } = {},
) {
  const received: ReceivedMail[] = [];
  const { port, breaks = 0, ...behavior } = options;
  let left = breaks;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', chunk => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        received.push(readMail(raw, session.envelope.rcptTo[0].address));
        if (left > 0) {
          left -= 1;
          for (const {
            _socket: socket,
          } of server.connections as Set<Connection>) {
            socket.destroy();
          }
        } else {
          callback();
        }
      });
    },
    ...behavior,
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port ?? 0, '127.0.0.1', resolve);
  });
  // Connections that are broken off on purpose.
  server.on('error', () => {});
  open.add(server);
  const { port: actual } = server.server.address() as AddressInfo;
  return { port: actual, received, close: () => close(server) };
}

/**
 * A port at which nobody listens, and which stays so until the test listens at it: below those that a system gives to
 * whoever asks for any, and to who connects.
 */
export async function unusedPort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_768);
    const server = createServer().listen(port, '127.0.0.1');
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (isFree) {
      server.close();
      await once(server, 'close');
      return port;
    }
  }
}

export async function stopMailServers(): Promise<void> {
  await Promise.all(Array.from(open, close));
}

async function close(server: SMTPServer): Promise<void> {
  open.delete(server);
  for (const { _socket: socket } of server.connections as Set<Connection>) {
    socket.destroy();
  }
  await new Promise<void>(resolve => server.close(() => resolve()));
}

function readMail(raw: string, to: string): ReceivedMail {
  const [headers] = raw.split('\r\n\r\n', 1);
  const part = (type: string) => {
    const [, fields = '', body = ''] =
      new RegExp(
        `(Content-Type: text/${type}[\\s\\S]*?)\\r\\n\\r\\n([\\s\\S]*?)\\r\\n--`,
      ).exec(raw) ?? [];
    return /base64/.test(fields)
      ? Buffer.from(body, 'base64').toString()
      : decodeQuotedPrintable(body);
  };
  const text = part('plain');
  return {
    to,
    headers,
    text,
    html: part('html'),
    token: /#token=([\w-]+)/.exec(text)?.[1] ?? '',
  };
}

/** RFC 2045, section 6.7. */
function decodeQuotedPrintable(text: string): string {
  const bytes = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) =>
      String.fromCharCode(parseInt(hex, 16)),
    );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
