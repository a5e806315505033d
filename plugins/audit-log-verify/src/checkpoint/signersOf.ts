// SPDX-License-Identifier: Apache-2.0
import type { NoteSignature } from './note';
import type { VerifierKey } from './VerifierKey';

/**
 * Those of the given keys that have signed the text of a note; none when it is signed by nobody known. Signatures by other keys
 * are passed over, as C2SP signed-note asks for. Throws when a signature that is said to be by one of these keys is not; `what`
 * is what was signed, in the words of the error.
 */
export function signersOf(
  { body, signatures }: { body: string; signatures: readonly NoteSignature[] },
  keys: readonly VerifierKey[],
  what: string,
): readonly VerifierKey[] {
  const signedBy = new Set<VerifierKey>();
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find(one => one.name === name && one.id === keyId);
    if (key === undefined) {
      continue;
    }
    if (!key.hasSigned(body, signature)) {
      throw new Error(
        `The signature of ${what} is not by ${name}+${keyId}, as it says`,
      );
    }
    signedBy.add(key);
  }
  return [...signedBy];
}
