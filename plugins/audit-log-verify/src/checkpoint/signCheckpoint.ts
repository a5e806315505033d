// SPDX-License-Identifier: Apache-2.0
import { checkpointBody, type Checkpoint } from './Checkpoint';
import type { SigningKey } from './SigningKey';

/**
 * A checkpoint as a signed note, with one signature by each key.
 *
 * @public
 */
export function signCheckpoint(
  checkpoint: Checkpoint,
  keys: readonly SigningKey[],
): string {
  if (keys.length === 0) {
    throw new Error('A checkpoint is signed by one key at least');
  }
  const body = checkpointBody(checkpoint);
  return `${body}\n${keys.map(key => key.sign(body)).join('')}`;
}
