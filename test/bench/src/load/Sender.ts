// SPDX-License-Identifier: Apache-2.0
import { Agent, request } from 'node:http';
import type { Sent } from './LoadTask';

const EXPECTED = [200, 429, 503];

/** Sends requests over connections that are kept. */
export class Sender {
  static create(): Sender {
    return new Sender();
  }

  /** Given up before the server does, which would close one at the very moment in which it is used again. */
  readonly #agent = new Agent({ keepAlive: true, timeout: 1_000 });

  private constructor() {}

  /** The status of the answer, once all of it has come. Rejects when it is none that was to be expected. */
  send(url: string, { path, headers, body }: Sent): Promise<number> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${url}${path}`,
        {
          method: 'POST',
          agent: this.#agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            ...headers,
          },
        },
        response => {
          const status = response.statusCode ?? 0;
          let text = '';
          response.setEncoding('utf8').on('data', data => (text += data));
          response.on('end', () =>
            EXPECTED.includes(status)
              ? resolve(status)
              : reject(
                  new Error(`${path} was answered with ${status} ${text}`),
                ),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  /** Lets the connections go, which the server would close while nothing is sent. The next request makes another. */
  close(): void {
    this.#agent.destroy();
  }
}
