// SPDX-License-Identifier: Apache-2.0
import { parseCheckpointBody, type Checkpoint } from './Checkpoint';
import { parseNote } from './note';
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
  const { body, signatures } = parseNote(note);
  const checkpoint = parseCheckpointBody(body);
  const signedBy: VerifierKey[] = [];
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find(one => one.name === name && one.id === keyId);
    if (key === undefined) {
      continue;
    }
    if (!key.hasSigned(body, signature)) {
      throw new Error(
        `The signature of the checkpoint of ${checkpoint.size} events is not by ${name}+${keyId}, as it says`,
      );
    }
    if (!signedBy.includes(key)) {
      signedBy.push(key);
    }
  }
  return { checkpoint, signedBy };
}
