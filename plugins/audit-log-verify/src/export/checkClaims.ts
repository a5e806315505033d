// SPDX-License-Identifier: Apache-2.0
import type { CheckedCheckpoint } from '../checkpoint/CheckpointCheck';
import type { Findings } from '../findings/Findings';
import type { ExportHead } from './ExportFormat';

/**
 * Sees whether what a file says of its completeness follows from its checkpoints, and gives what should be known of it.
 */
export function checkClaims(options: {
  readonly head: ExportHead;
  readonly first: CheckedCheckpoint | undefined;
  readonly checkpoint: CheckedCheckpoint | undefined;
  readonly findings: Findings;
}): string[] {
  const { head, first, checkpoint, findings } = options;
  const { from, to, ...others } = head.filters ?? {};
  if (!head.complete) {
    return [
      'The file was filtered. What is in it is as it was sealed; this does not say that nothing was left out.',
    ];
  }
  const claim = (message: string) =>
    findings.add({ kind: 'removed', message: `${message}.` });
  if (Object.values(others).some(value => value !== undefined)) {
    claim('The file says that it is complete although it was filtered');
  }
  if (head.from !== (first?.size ?? 0)) {
    claim(
      `The file says that it is complete from event ${head.from} on, and has no checkpoint of that place`,
    );
  }
  if (checkpoint !== undefined && head.to !== checkpoint.size) {
    claim(
      `The file says that it is complete up to event ${head.to}, and its checkpoint is of ${checkpoint.size}`,
    );
  }
  if (isLater(first?.time, from)) {
    claim(
      `The file is of what was recorded from ${from} on, but begins with what was sealed after ${
        first!.time
      }`,
    );
  }
  return isLater(to, checkpoint?.time)
    ? [
        `The file is complete up to ${
          checkpoint!.time
        }, when it was made, and so not up to ${to}.`,
      ]
    : [];
}

function isLater(one: unknown, other: unknown): boolean {
  return Date.parse(`${one}`) > Date.parse(`${other}`);
}
