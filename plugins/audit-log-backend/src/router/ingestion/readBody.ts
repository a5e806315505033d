// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { type BodyLimits, collect, tooLarge } from './collect';
import { UnsupportedMediaTypeError } from './UnsupportedMediaTypeError';

const DEFAULT_LIMITS: BodyLimits = { bytes: 5_000_000, milliseconds: 30_000 };

/**
 * The body of a request, decompressed. It is refused as soon as it is known to be too large, in the middle if need be, and
 * so is one that does not come to its end. Nobody is waited for then: the connection ends with the answer.
 */
export async function readBody(
  request: Request,
  response: Response,
  given: Partial<BodyLimits> = {},
): Promise<Buffer> {
  const limits = { ...DEFAULT_LIMITS, ...given };
  try {
    if (Number(request.header('content-length')) > limits.bytes) {
      throw tooLarge(limits);
    }
    return await collect(request, decoder(request), limits);
  } catch (error: unknown) {
    response.set('Connection', 'close');
    // What is still on its way is thrown away, or the sender might not get to see the answer.
    request.resume();
    throw error;
  }
}

/** How much memory a request's body can take: what it says, or the most that is taken where that says nothing of it. */
export function mostBytesOf(request: Request): number {
  const length = Number(request.header('content-length') ?? NaN);
  return !request.header('content-encoding') && length >= 0
    ? Math.min(length, DEFAULT_LIMITS.bytes)
    : DEFAULT_LIMITS.bytes;
}

function decoder(
  request: Request,
): (NodeJS.WritableStream & Readable) | undefined {
  const encoding = request.header('content-encoding')?.trim().toLowerCase();
  switch (encoding) {
    case undefined:
    case '':
    case 'identity':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    default:
      throw new UnsupportedMediaTypeError(
        `Content-Encoding must be gzip or left out, got '${encoding.slice(
          0,
          100,
        )}'`,
      );
  }
}
