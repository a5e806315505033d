// SPDX-License-Identifier: Apache-2.0
import { writeSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';

/** Most of what is written is far less; copying more would be felt. */
const SMALL = 256 * 1024;
/** Longer than any copy. */
const STALL_MS = 1;
/** Of stalls with next to nothing between them: the disk is behind. */
const BEHIND_MS = 20;
/** After a stall, and twice as long after each that follows upon it. */
const SHORTEST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

let stalledMs = 0;
let inBackgroundUntil = 0;
let pauseMs = SHORTEST_PAUSE_MS;

/**
 * Writes all of it at a place in a file, in this very turn; false when it has to be done in the background.
 *
 * As a rule that is a copy into the system's cache, of microseconds: far less than it takes to have another thread do it and
 * to be told. When the disk does not keep up, and a write has been held up by it, writes are made in the background until one
 * of them is quick again, or for a while, so that only those wait who wait for them.
 */
export function writeNow(
  descriptor: number,
  bytes: Buffer,
  position: number,
): boolean {
  const begun = performance.now();
  if (bytes.length > SMALL || begun < inBackgroundUntil) {
    return false;
  }
  const written = writeSync(descriptor, bytes, 0, bytes.length, position);
  looked(begun, performance.now());
  return written === bytes.length;
}

/** A short stall alone says nothing: the process may not have been given a processor meanwhile. */
function looked(begun: number, ended: number): void {
  const took = ended - begun;
  if (took < STALL_MS) {
    stalledMs /= 2;
    pauseMs = SHORTEST_PAUSE_MS;
    return;
  }
  stalledMs += took;
  if (stalledMs > BEHIND_MS) {
    stalledMs = 0;
    inBackgroundUntil = ended + pauseMs;
    pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
  }
}

/** The same, in the background where it has to be. */
export async function writeAll(
  handle: FileHandle,
  bytes: Buffer,
  position: number,
): Promise<void> {
  if (writeNow(handle.fd, bytes, position)) {
    return;
  }
  const begun = performance.now();
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await handle.write(
      bytes,
      written,
      bytes.length - written,
      position + written,
    );
    written += bytesWritten;
  }
  if (performance.now() - begun < BEHIND_MS) {
    inBackgroundUntil = 0;
  }
}
