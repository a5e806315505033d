// SPDX-License-Identifier: Apache-2.0
import { parseCheckpointBody, type Checkpoint } from './Checkpoint';
import { parseNote } from './note';
import { signersOf } from './signersOf';
import type { VerifierKey } from './VerifierKey';

/**
 * What a checkpoint says, and who it says has signed it. Nothing of it is to be believed before its signatures are verified.
 * Throws when it is no checkpoint.
 *
 * @public
 */
export function parseCheckpoint(note: string): Checkpoint & {
  readonly signatures: readonly {
    readonly name: string;
    readonly keyId: string;
  }[];
} {
  const { body, signatures } = parseNote(note);
  return {
    ...parseCheckpointBody(body),
    signatures: signatures.map(({ name, keyId }) => ({ name, keyId })),
  };
}

/**
 * A checkpoint and those of the given keys that have signed it; none when it is signed by nobody known. Signatures by
 * other keys are passed over, as C2SP signed-note asks for. Throws when it is no checkpoint, and when a signature that is
 * said to be by one of these keys is not.
 *
 * @public
 */
export function verifyCheckpoint(
  note: string,
  keys: readonly VerifierKey[],
): {
  readonly checkpoint: Checkpoint;
  readonly signedBy: readonly VerifierKey[];
} {
  const parsed = parseNote(note);
  const checkpoint = parseCheckpointBody(parsed.body);
  const what = `the checkpoint of ${checkpoint.size} events`;
  return { checkpoint, signedBy: signersOf(parsed, keys, what) };
}
