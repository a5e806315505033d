// SPDX-License-Identifier: Apache-2.0
import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Bucket } from './Bucket';
import { cacheError } from './directoryError';
import { loadSdk } from './loadSdk';

/** Writes a file of a bucket to a new one at a path, and gives its bytes. `reserve` is called with them first. */
export async function fetchObject(
  bucket: Bucket,
  name: string,
  options: {
    readonly path: string;
    readonly signal: AbortSignal;
    reserve(bytes: number): Promise<void>;
  },
): Promise<number> {
  const { path, signal } = options;
  const { GetObjectCommand } = loadSdk();
  const client = await bucket.client();
  const { Body, ContentLength } = await client.send(
    new GetObjectCommand(bucket.place(name)),
    { abortSignal: signal },
  );
  await options.reserve(ContentLength ?? 0);
  try {
    await pipeline(
      // In Node it is one.
      Body as Readable,
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
      { signal },
    );
  } catch (error: unknown) {
    throw cacheError(dirname(path), error);
  }
  const { size } = await stat(path);
  if (ContentLength !== undefined && size !== ContentLength) {
    throw new Error(`${size} of ${ContentLength} bytes have come`);
  }
  return size;
}
