// SPDX-License-Identifier: Apache-2.0
import type { Checkpoint } from 'backstage-plugin-audit-log-common';
import { parseCheckpoint } from '../../verification/parseCheckpoint';

/** The ids of the keys below a checkpoint; none where it cannot be read. What they have signed is not checked. */
export function keyIdsOf({ note }: Checkpoint): readonly string[] {
  try {
    return parseCheckpoint(note).signatures.map(({ keyId }) => keyId);
  } catch {
    return [];
  }
}
