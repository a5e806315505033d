// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: any;
}

/** A POST of events whose body is sent piece by piece. */
export function openRequest(
  port: number,
  authorization: string,
  headers: Readonly<Record<string, string>> = {},
) {
  const sent = request({
    port,
    method: 'POST',
    path: '/api/audit-log/v1/events',
    headers: {
      authorization,
      'content-type': 'application/json',
      ...headers,
    },
  });
  // Whoever waits for the answer is told.
  sent.on('error', () => {});
  const answer: Promise<Answer> = once(sent, 'response').then(
    async ([response]) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) {
        chunks.push(chunk);
      }
      return {
        status: response.statusCode,
        headers: response.headers,
        body: JSON.parse(Buffer.concat(chunks).toString()),
      };
    },
  );
  answer.catch(() => {});
  return {
    /** Resolves when it is on its way. */
    write: (text: string | Buffer) =>
      new Promise<void>(resolve => {
        sent.write(text, () => resolve());
      }),
    end: (text: string = '') => sent.end(text),
    abort: () => sent.destroy(),
    answer,
  };
}
