// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

export interface Download {
  readonly seconds: number;
  /** Whether it came compressed, and had not to be compressed here. */
  readonly wasCompressed: boolean;
}

/** Writes what is answered to a file as it comes, with gzip. */
export async function download(
  url: string,
  headers: Readonly<Record<string, string>>,
  file: string,
): Promise<Download> {
  const begun = performance.now();
  const request = get(url, {
    headers: { ...headers, 'accept-encoding': 'gzip' },
  });
  const [response]: IncomingMessage[] = await once(request, 'response');
  if (response.statusCode !== 200) {
    throw new Error(`${url} was answered with ${response.statusCode}`);
  }
  const wasCompressed = response.headers['content-encoding'] === 'gzip';
  await pipeline(
    response,
    wasCompressed ? new PassThrough() : createGzip({ level: 1 }),
    createWriteStream(file),
  );
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, wasCompressed };
}

/** The lines in a compressed file. */
export async function countLines(file: string): Promise<number> {
  let lines = 0;
  const content = createReadStream(file).pipe(createGunzip());
  for await (const chunk of content) {
    for (const byte of chunk as Buffer) {
      lines += byte === 10 ? 1 : 0;
    }
  }
  return lines;
}
