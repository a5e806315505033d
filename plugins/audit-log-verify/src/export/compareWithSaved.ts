// SPDX-License-Identifier: Apache-2.0
import type { CheckedCheckpoint } from '../checkpoint/CheckpointCheck';
import type { Findings } from '../findings/Findings';
import type { ExportedTree } from './ExportedTree';
import type { Origins } from './Origins';

/** Compares a checkpoint that was kept from before with a file. */
export function compareWithSaved(options: {
  readonly saved: CheckedCheckpoint;
  readonly checkpoint: CheckedCheckpoint | undefined;
  readonly tree: ExportedTree;
  readonly origins: Origins;
  readonly findings: Findings;
  readonly notes: string[];
}): void {
  const { saved, checkpoint, tree, origins, findings, notes } = options;
  if (checkpoint === undefined) {
    return;
  }
  if (
    saved.origin !== checkpoint.origin &&
    !origins.accept(saved.origin, saved.signedBy)
  ) {
    findings.add({
      kind: 'inconsistent',
      message: `The saved checkpoint is of ${saved.origin}, the file of ${checkpoint.origin}: they are not of the same ledger.`,
    });
    return;
  }
  if (saved.size > checkpoint.size) {
    // Checkpoints only grow: an older one that is larger means that the ledger was cut, a newer one that the file is old.
    if (isBefore(saved.time, checkpoint.time)) {
      findings.add({
        kind: 'truncated',
        message: `At ${saved.time} there were ${saved.size} events, at ${checkpoint.time} only ${checkpoint.size}: the end of the ledger was cut off.`,
        sequence: checkpoint.size,
        until: saved.size,
      });
    } else {
      notes.push(
        'The saved checkpoint is later than the file, so they were not compared: compare it with a later export, or with the live portal.',
      );
    }
    return;
  }
  const fit = tree.fits(saved.size, saved.root);
  if (fit === undefined) {
    notes.push(
      'The file leaves out the place of the saved checkpoint, so they were not compared: compare it with a complete export, or with the live portal.',
    );
  } else if (fit === 'neither') {
    findings.add({
      kind: 'inconsistent',
      message: `The saved checkpoint does not fit the first ${saved.size} events: the ledger was changed after it was saved.`,
      sequence: 0,
      until: saved.size,
    });
  }
}

function isBefore(one: string | undefined, other: string | undefined) {
  return Date.parse(one ?? '') < Date.parse(other ?? '');
}
