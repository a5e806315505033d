// SPDX-License-Identifier: Apache-2.0
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { NotVerifiableError } from './ExportFormat';

/** Longer lines are none of an export: events are bounded to far less. */
const LONGEST_LINE = 64 * 1024 * 1024;
const NEWLINE = 10;

/**
 * A file in blocks that end where a line ends, but for the last when the file does not; unzipped, if it begins as gzip does. A
 * compressed file that ends too early gives what can be had of it.
 */
export async function* readBlocks(
  source: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of unzipped(source)) {
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (end > 0) {
      yield Buffer.concat([...rest, chunk.subarray(0, end)]);
      rest = [];
      length = 0;
    }
    rest.push(chunk.subarray(end));
    length += chunk.length - end;
    if (length > LONGEST_LINE) {
      throw new NotVerifiableError(
        'This is no export: it has a line of more than 64 MiB',
      );
    }
  }
  if (length > 0) {
    yield Buffer.concat(rest);
  }
}

async function* unzipped(
  source: AsyncIterable<Uint8Array | string>,
): AsyncGenerator<Buffer> {
  const iterator = source[Symbol.asyncIterator]();
  const first = await firstBytes(iterator);
  const whole = restOf(first, iterator);
  if (first[0] !== 0x1f || first[1] !== 0x8b) {
    yield* whole;
    return;
  }
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  // The error is seen where the output is read.
  const readable = Readable.from(whole);
  pipeline(readable, gunzip, () => {});
  try {
    yield* gunzip as AsyncIterable<Buffer>;
  } catch (error) {
    // What is missing is said by the last line that is missing then.
    if ((error as NodeJS.ErrnoException).code !== 'Z_BUF_ERROR') {
      throw new NotVerifiableError('The file cannot be unzipped', {
        cause: error,
      });
    }
  }
}

/** At least two bytes, where there are so many. */
async function firstBytes(
  iterator: AsyncIterator<Uint8Array | string>,
): Promise<Buffer> {
  let first = Buffer.alloc(0);
  while (first.length < 2) {
    const next = await iterator.next();
    if (next.done) {
      break;
    }
    first = Buffer.concat([first, asBuffer(next.value)]);
  }
  return first;
}

async function* restOf(
  first: Buffer,
  iterator: AsyncIterator<Uint8Array | string>,
): AsyncGenerator<Buffer> {
  yield first;
  for (;;) {
    const next = await iterator.next();
    if (next.done) {
      return;
    }
    yield asBuffer(next.value);
  }
}

function asBuffer(chunk: Uint8Array | string): Buffer {
  return typeof chunk === 'string'
    ? Buffer.from(chunk)
    : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}
