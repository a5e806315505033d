// SPDX-License-Identifier: Apache-2.0
import type { Findings } from '../findings/Findings';

/** Tells when a file has fewer events than its checkpoint says were sealed, or more. */
export function compareEnd(
  size: number,
  sealed: number | undefined,
  findings: Findings,
): void {
  if (sealed !== undefined && size < sealed) {
    findings.add({
      kind: 'truncated',
      message: `The file ends at event ${size}, its checkpoint is of ${sealed}: the end was cut off.`,
      sequence: size,
      until: sealed,
    });
  } else if (sealed !== undefined && size > sealed) {
    findings.add({
      kind: 'inserted',
      message: `The file goes on to event ${size}, its checkpoint is of ${sealed}: what comes after that was never sealed.`,
      sequence: sealed,
      until: size,
    });
  }
}
