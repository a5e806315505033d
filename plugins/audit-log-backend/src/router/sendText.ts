// SPDX-License-Identifier: Apache-2.0
import { addAbortSignal, type Readable, type Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { releaseMemory } from '../database/releaseMemory';

/** Bytes of compressed text that are made before they go on: each time costs a change of threads. A piece of text becomes about as many. */
const CHUNK = 512 * 1024;
/** The lowest: each further one takes a third longer, and saves a tenth of the size. */
const LEVEL = 1;
/** The highest: more memory for the table that it looks up what is repeated in, and less time. */
const MEMORY_LEVEL = 9;

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
  const gzip = createGzip({
    level: LEVEL,
    memLevel: MEMORY_LEVEL,
    chunkSize: CHUNK,
  });
  addAbortSignal(signal, gzip);
  await write(text, gzip, sendCompressed(gzip, response));
}

/**
 * Writes what comes from gzip, which fills memory of the size of a chunk part by part, and takes other memory once there is no more
 * room in it: then all of its parts have been written, or copied together where several were waiting.
 */
async function sendCompressed(
  gzip: Readable,
  response: Response,
): Promise<void> {
  try {
    for await (const part of gzip as AsyncIterable<Buffer>) {
      await writePiece(part, response);
      const { buffer, byteOffset, length } = part;
      if (buffer.byteLength === CHUNK && byteOffset + length === CHUNK) {
        releaseMemory(buffer);
      }
    }
    response.end();
    await finished(response);
  } catch (error: unknown) {
    response.destroy(error as Error);
    throw error;
  }
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
