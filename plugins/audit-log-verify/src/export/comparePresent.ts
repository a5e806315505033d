// SPDX-License-Identifier: Apache-2.0
import type { CheckedCheckpoint } from '../checkpoint/CheckpointCheck';
import type { Findings } from '../findings/Findings';
import type { ExportedTree } from './ExportedTree';
import type { Origins } from './Origins';

/**
 * Compares the checkpoint that a portal has just given with a file that it gave after that, and that is to have every event: of a
 * checkpoint of before, it MUST have all that was sealed then.
 */
export function comparePresent(options: {
  readonly present: CheckedCheckpoint;
  readonly checkpoint: CheckedCheckpoint | undefined;
  readonly tree: ExportedTree;
  readonly origins: Origins;
  readonly findings: Findings;
}): void {
  const { present, checkpoint, tree, origins, findings } = options;
  if (!origins.accept(present.origin, present.signedBy)) {
    findings.add({
      kind: 'inconsistent',
      message: `The checkpoint of the portal is of ${present.origin}, and what it gives of another ledger.`,
    });
  }
  const size = checkpoint?.size ?? 0;
  if (present.size > size) {
    findings.add({
      kind: 'truncated',
      message: `The portal has sealed ${present.size} events, and gives only the first ${size}: the end is missing.`,
      sequence: size,
      until: present.size,
    });
    return;
  }
  const fit = tree.fits(present.size, present.root);
  if (fit === 'neither' || (fit === undefined && findings.count === 0)) {
    findings.add({
      kind: 'inconsistent',
      message: `The checkpoint of the portal does not fit the ${present.size} events that it was of.`,
      sequence: 0,
      until: present.size,
    });
  }
}
