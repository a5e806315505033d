// SPDX-License-Identifier: Apache-2.0
import { statfs } from 'node:fs/promises';
import { Problem } from './Problem.mjs';
import { repository } from './repository.mjs';

const GIGABYTE = 1024 ** 3;
const NEEDED = 3 * GIGABYTE;

/** Refuses to begin an installation that the disk has no room for. */
export async function checkDiskSpace() {
  const { bavail, bsize } = await statfs(repository);
  const free = bavail * bsize;
  if (free < NEEDED) {
    throw new Problem(
      `There is not enough room on the disk: ${(free / GIGABYTE).toFixed(
        1,
      )} GB ` +
        `are free under ${repository}, and the dependencies and builds take about ${
          NEEDED / GIGABYTE
        } GB. Make room and start again.`,
    );
  }
}
