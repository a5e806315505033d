// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import {
  createServer,
  request as send,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import S3rver from 's3rver';
import { eventually } from '../../../__testUtils__/eventually';

/** What S3rver knows. */
export const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'S3RVER',
  AWS_SECRET_ACCESS_KEY: 'S3RVER',
};

/** A request that came, as it was on the wire. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
}

/** Answers a request itself, and says so; whatever it does not answer, the server gets. */
type Interfere = (
  request: SeenRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
) => boolean;

/**
 * A server of S3's protocol, with one bucket, behind one that remembers what comes and can get in its way: it can be stopped and
 * started at the same address, answer what the real one cannot, or end connections.
 */
export class TestBucketServer {
  static async start(options: {
    readonly directory: string;
    readonly bucket: string;
  }): Promise<TestBucketServer> {
    const real = new S3rver({
      port: 0,
      address: '127.0.0.1',
      directory: options.directory,
      silent: true,
      vhostBuckets: false,
      configureBuckets: [{ name: options.bucket }],
    });
    const { port } = await real.run();
    const server = new TestBucketServer(real, port);
    await server.listen(0);
    return server;
  }

  readonly seen: SeenRequest[] = [];
  interfere: Interfere = () => false;
  /** Headers that answers of the real server have besides its own. */
  adorn: (request: SeenRequest) => OutgoingHttpHeaders = () => ({});
  private front?: Server;
  private port = 0;

  private constructor(
    private readonly real: S3rver,
    private readonly realPort: number,
  ) {}

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The requests with this method that came since it was asked the last time. */
  takeSeen(method: string): SeenRequest[] {
    return this.seen.splice(0).filter(request => request.method === method);
  }

  /** Goes away. */
  async stop(): Promise<void> {
    this.front!.closeAllConnections();
    this.front!.close();
    await once(this.front!, 'close');
  }

  /** Comes back, at the same address: for a moment somebody else may have got it meanwhile. */
  async restart(): Promise<void> {
    await eventually(
      () => this.listen(this.port),
      () => true,
    );
  }

  async close(): Promise<void> {
    if (this.front!.listening) {
      await this.stop();
    }
    await this.real.close();
  }

  private async listen(port: number): Promise<void> {
    this.front = createServer((incoming, response) => {
      const { method = '', url = '', headers } = incoming;
      const request = { method, url, headers };
      this.seen.push(request);
      if (!this.interfere(request, incoming, response)) {
        this.pass(request, incoming, response);
      }
    });
    // Connections that nobody uses stay: one that ends at the moment at which it is used again looks like a server that went away.
    this.front.keepAliveTimeout = 0;
    this.front.listen(port, '127.0.0.1');
    await once(this.front, 'listening');
    this.port = (this.front.address() as AddressInfo).port;
  }

  /** As it came, with the name of the host that was signed. */
  private pass(
    request: SeenRequest,
    incoming: IncomingMessage,
    response: ServerResponse,
  ): void {
    const { method, url, headers } = request;
    const passed = send(
      {
        port: this.realPort,
        host: '127.0.0.1',
        method,
        path: url,
        headers,
        // For the same reason, a connection for each.
        agent: false,
      },
      answer => {
        response.writeHead(answer.statusCode!, {
          ...answer.headers,
          ...this.adorn(request),
        });
        answer.pipe(response);
      },
    );
    passed.on('error', () => response.destroy());
    incoming.on('close', () => {
      if (!incoming.complete) {
        passed.destroy();
      }
    });
    incoming.pipe(passed);
  }
}

/** An answer of S3 that tells of an error. */
export function answerError(
  response: ServerResponse,
  status: number,
  code: string,
  message = code,
): true {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(
    `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
  );
  return true;
}
