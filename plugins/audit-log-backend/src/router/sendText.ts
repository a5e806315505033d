// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Request, Response } from 'express';

/** Bytes of compressed text that are made before they go on: each time costs a change of threads. */
const CHUNK = 64 * 1024;
/** The lowest: each further one takes a third longer, and saves a tenth of the size. */
const LEVEL = 1;

/**
 * Sends text as it is made, no faster than the client takes it, and compressed where the client takes that: Backstage does so
 * for the types of content that it knows, of which those of exported files are none.
 */
export async function sendText(
  text: AsyncIterable<string | Buffer>,
  options: {
    readonly request: Request;
    readonly response: Response;
    readonly signal: AbortSignal;
  },
): Promise<void> {
  const { request, response, signal } = options;
  const source = Readable.from(text, { highWaterMark: 1 });
  response.vary('Accept-Encoding');
  if (request.acceptsEncodings('gzip', 'identity') !== 'gzip') {
    await pipeline(source, response, { signal });
    return;
  }
  response.setHeader('Content-Encoding', 'gzip');
  // The first text is kept back until there is enough of it to compress.
  response.flushHeaders();
  await pipeline(
    source,
    createGzip({ level: LEVEL, chunkSize: CHUNK }),
    response,
    { signal },
  );
}
