// SPDX-License-Identifier: Apache-2.0
import { Agent, request } from 'node:http';
import type { Sent } from './LoadTask';

const EXPECTED = [200, 429, 503];

/** Sends requests over connections that are kept. */
export class Sender {
  static create(): Sender {
    return new Sender();
  }

  readonly #agent = new Agent({ keepAlive: true });

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

  close(): void {
    this.#agent.destroy();
  }
}
