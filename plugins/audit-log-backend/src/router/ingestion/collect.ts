// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import { InputError } from '@backstage/errors';
import type { Request } from 'express';
import { ContentTooLargeError } from '../../ingestion/ContentTooLargeError';
import { RequestTimeoutError } from './RequestTimeoutError';

const OVER = new Error('All of the body was read');

export interface BodyLimits {
  /** Of what is sent, and of what becomes of it when it is decoded. */
  readonly bytes: number;
  readonly milliseconds: number;
}

/**
 * All of a request's body, through a decoder if there is one, while it keeps to the limits. The request is left open on
 * every path, which iterating over it would not do: it is still to be answered.
 */
export async function collect(
  request: Request,
  decoder: (NodeJS.WritableStream & Readable) | undefined,
  limits: BodyLimits,
): Promise<Buffer> {
  if (request.destroyed) {
    // Its sender has gone while it was found out who that is: nothing more is heard of it.
    throw cutOff();
  }
  const ending = new AbortController();
  const { signal } = ending;
  const timer = setTimeout(
    () => ending.abort(tooSlow(limits)),
    limits.milliseconds,
  );
  try {
    const sent = gather(request, limits, ending);
    const decoded = decoder && gather(request.pipe(decoder), limits, ending);
    request.once('close', () => {
      if (!request.readableEnded) {
        ending.abort(cutOff());
      }
    });
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
    });
    await Promise.race([decoded?.ended ?? sent.ended, aborted]);
    return Buffer.concat((decoded ?? sent).chunks);
  } finally {
    clearTimeout(timer);
    // From here on nothing is gathered any more. Without a reason, one would be made, with its stack.
    ending.abort(OVER);
    if (decoder) {
      request.unpipe(decoder);
      decoder.destroy();
    }
  }
}

/** Keeps what a stream gives until it has ended, is larger than it may be, or it is over for another reason. */
function gather(
  stream: Readable,
  limits: BodyLimits,
  ending: AbortController,
): { readonly chunks: readonly Buffer[]; readonly ended: Promise<void> } {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (ending.signal.aborted) {
      return;
    }
    size += chunk.length;
    chunks.push(chunk);
    if (size > limits.bytes) {
      chunks.length = 0;
      ending.abort(tooLarge(limits));
    }
  });
  stream.once('error', error =>
    ending.abort(
      new InputError(
        'The body is not as its Content-Encoding says, or was cut off; nothing of it was kept',
        error,
      ),
    ),
  );
  return {
    chunks,
    ended: new Promise(resolve => {
      stream.once('end', resolve);
    }),
  };
}

export function tooLarge({ bytes }: BodyLimits): ContentTooLargeError {
  return new ContentTooLargeError(
    `The body is larger than ${
      bytes / 1_000_000
    } MB, or becomes so when it is decompressed; send fewer events in one request`,
  );
}

function cutOff(): InputError {
  return new InputError('The body was cut off');
}

function tooSlow({ milliseconds }: BodyLimits): RequestTimeoutError {
  return new RequestTimeoutError(
    `The body did not come to its end within ${
      milliseconds / 1_000
    } seconds; send fewer events in one request`,
  );
}
