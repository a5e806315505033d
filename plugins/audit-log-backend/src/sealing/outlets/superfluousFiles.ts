// SPDX-License-Identifier: Apache-2.0
import type { CheckpointFile } from './checkpointFile';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The files that need not be kept: older than an hour, all but the last of each minute; older than a day, of each hour. */
export function superfluousFiles(
  files: readonly CheckpointFile[],
  now: number,
): readonly CheckpointFile[] {
  const seen = new Set<string>();
  return [...files]
    .sort((one, other) => other.size - one.size)
    .filter(({ time }) => {
      const age = now - time;
      if (!(age > HOUR_MS)) {
        return false;
      }
      const span = age > DAY_MS ? HOUR_MS : MINUTE_MS;
      const key = `${span} ${Math.floor(time / span)}`;
      const isLast = !seen.has(key);
      seen.add(key);
      return !isLast;
    });
}
