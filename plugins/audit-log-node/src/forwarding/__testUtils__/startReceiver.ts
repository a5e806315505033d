// SPDX-License-Identifier: Apache-2.0
import { EventEmitter, once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly authorization?: string;
  readonly body: any;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** Takes all of it. */
export const ACCEPT = ({ body }: ReceivedRequest): Answer =>
  Array.isArray(body)
    ? {
        status: 200,
        body: { items: body.map(({ id }) => ({ id, status: 'accepted' })) },
      }
    : { status: 204 };

/** Stands for an audit log in another process, with the answers that a test wants. */
export async function startReceiver() {
  const requests: ReceivedRequest[] = [];
  let answer: (request: ReceivedRequest) => Answer = ACCEPT;
  const told = new EventEmitter();
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of request) {
        chunks.push(chunk);
      }
    } catch {
      // Whoever sent it was killed in the middle: nothing was received.
      return;
    }
    const received: ReceivedRequest = {
      method: request.method!,
      path: request.url!,
      authorization: request.headers.authorization,
      body: JSON.parse(Buffer.concat(chunks).toString()),
      at: Date.now(),
    };
    const { status, headers, body } = answer(received);
    response.writeHead(status, {
      'content-type': 'application/json',
      ...headers,
    });
    response.end(body === undefined ? '' : JSON.stringify(body));
    requests.push(received);
    told.emit('request');
  });
  server.listen(0);
  await once(server, 'listening');
  const taken = () =>
    requests
      .filter(({ method }) => method === 'POST')
      .flatMap(({ body }) => body);
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    /** The events of all requests, whatever was answered. */
    taken,
    answerWith(next: (request: ReceivedRequest) => Answer) {
      answer = next;
    },
    /** Resolves once requests are as expected. */
    async until(isExpected: () => boolean): Promise<void> {
      while (!isExpected()) {
        await once(told, 'request');
      }
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
