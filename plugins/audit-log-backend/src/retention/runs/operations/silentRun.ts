// SPDX-License-Identifier: Apache-2.0
import type { Dialect } from '../../../database/dialect';

/** A run without a sign of life for so long has died with its process. */
export const SILENCE_MS = 60_000;

/**
 * SQL that is true for a run whose process has died. A sign of life from a time to come is none either: it is from before a clock was
 * set back, and nobody else could run until then.
 */
export function silentRun(dialect: Dialect): string {
  return `(beat_at < ${dialect.timeFromNow(
    -SILENCE_MS,
  )} OR beat_at > ${dialect.timeFromNow(SILENCE_MS)})`;
}
