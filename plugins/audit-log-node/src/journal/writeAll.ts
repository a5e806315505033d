// SPDX-License-Identifier: Apache-2.0
import { writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';

/** Most of what is written is far less; copying more would be felt. */
const SMALL = 256 * 1024;
/** Longer than any copy: the disk is behind, and the system makes writers wait for it. */
const STALL_MS = 5;
const AFTER_STALL_MS = 1_000;

let inBackgroundUntil = 0;

/**
 * Writes all of it at a place in a file.
 *
 * As a rule that is a copy into the system's cache, of microseconds: far less than it takes to have another thread do it and
 * to be told. When the disk does not keep up, and a write has been held up by it, writes are made in the background for a
 * while, so that only those wait who wait for them.
 */
export async function writeAll(
  handle: FileHandle,
  bytes: Buffer,
  position: number,
): Promise<void> {
  let written = 0;
  if (bytes.length <= SMALL && performance.now() >= inBackgroundUntil) {
    const begun = performance.now();
    written = writeSync(handle.fd, bytes, 0, bytes.length, position);
    if (performance.now() - begun > STALL_MS) {
      inBackgroundUntil = performance.now() + AFTER_STALL_MS;
    }
  }
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(
      bytes,
      written,
      bytes.length - written,
      position + written,
    );
    written += bytesWritten;
  }
}
