// SPDX-License-Identifier: Apache-2.0
import type { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Request, Response } from 'express';

/** Bytes of compressed text that are made before they go on: each time costs a change of threads. */
const CHUNK = 256 * 1024;
/** The lowest: each further one takes a third longer, and saves a tenth of the size. */
const LEVEL = 1;

/**
 * Sends text as it is made, no faster than the client takes it, and compressed where the client takes that: Backstage does so
 * for the types of content that it knows, of which those of exported files are none. It is done with a piece of text when it asks
 * for the next.
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
  response.vary('Accept-Encoding');
  if (request.acceptsEncodings('gzip', 'identity') !== 'gzip') {
    await write(text, response, finished(response, { signal }));
    return;
  }
  response.setHeader('Content-Encoding', 'gzip');
  // The first text is kept back until there is enough of it to compress.
  response.flushHeaders();
  const gzip = createGzip({ level: LEVEL, chunkSize: CHUNK });
  await write(text, gzip, pipeline(gzip, response, { signal }));
}

/** Writes text to a stream that `sent` tells the end of. A stream that does not get all of it is destroyed. */
async function write(
  text: AsyncIterable<string | Buffer>,
  stream: Writable,
  sent: Promise<unknown>,
): Promise<void> {
  // It is waited for below; until then nobody listens.
  sent.catch(() => {});
  try {
    for await (const piece of text) {
      if (piece.length > 0) {
        await writePiece(piece, stream);
      }
    }
    stream.end();
  } catch (error: unknown) {
    stream.destroy(error as Error);
    // Where it is the client that went away, that is what to say.
    await sent;
    throw error;
  }
  await sent;
}

/** A stream takes some more than it has written, and would still read that after its memory has become that of another text. */
function writePiece(piece: string | Buffer, stream: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const onClose = () =>
      reject(new Error('The stream was closed before all was written'));
    stream.once('close', onClose);
    stream.write(piece, error => {
      stream.off('close', onClose);
      if (error) {
        reject(error);
      } else {
        resolve();
      }
    });
  });
}
