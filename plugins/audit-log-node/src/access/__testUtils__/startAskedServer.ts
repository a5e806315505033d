// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that waits for its answer. */
export interface Question {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly authorization?: string;
  answer(status: number, body?: unknown): void;
  /** Closes the connection without one. */
  hangUp(): void;
  /** Resolves when the connection is closed, by whomever. */
  readonly closed: Promise<unknown>;
}

/** A server whose answers the test gives, one after the other, when it wants to. */
export async function startAskedServer() {
  const waiting: Question[] = [];
  const listeners: ((question: Question) => void)[] = [];
  const server = http.createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, 'http://test');
    const question: Question = {
      path: pathname,
      query: Object.fromEntries(searchParams),
      authorization: request.headers.authorization,
      answer: (status, body) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(body === undefined ? '' : JSON.stringify(body));
      },
      hangUp: () => request.destroy(),
      closed: once(response, 'close'),
    };
    const listener = listeners.shift();
    if (listener) {
      listener(question);
    } else {
      waiting.push(question);
    }
  });
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    question: async (): Promise<Question> =>
      waiting.shift() ??
      new Promise(resolve => {
        listeners.push(resolve);
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
