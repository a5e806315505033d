// SPDX-License-Identifier: Apache-2.0
import { type FileHandle, open } from 'node:fs/promises';
import { type PlacedFrame, readFrames } from './frames';

/**
 * The frames of a file from one place to another, at least one if there is any, and about as many as take so many bytes. What is
 * damaged between them is passed over, and so is what the file does not have any more.
 */
export async function readFramesOf(
  handle: FileHandle,
  range: { readonly start: number; readonly end: number },
  most: number,
): Promise<readonly PlacedFrame[]> {
  const { start, end } = range;
  const room = end - start;
  for (let length = Math.min(most, room); length > 0; ) {
    const bytes = await readBytes(handle, length, start);
    const { frames } = readFrames(bytes);
    if (frames.length > 0 || length === room || bytes.length < length) {
      return frames.map(frame => ({
        ...frame,
        start: frame.start + start,
        end: frame.end + start,
      }));
    }
    length = Math.min(2 * length, room);
  }
  return [];
}

/** Makes the names in it outlast a loss of power. Not every system can; there it does what it does by itself. */
export async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r');
    await folder.sync().finally(() => folder.close());
  } catch {
    // Windows opens no folders.
  }
}

/** So many bytes, or fewer where the file ends. */
async function readBytes(
  handle: FileHandle,
  length: number,
  position: number,
): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let read = 0;
  while (read < length) {
    const { bytesRead } = await handle.read(
      bytes,
      read,
      length - read,
      position + read,
    );
    if (bytesRead === 0) {
      break;
    }
    read += bytesRead;
  }
  return bytes.subarray(0, read);
}
