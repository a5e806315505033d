// SPDX-License-Identifier: Apache-2.0
import { VerifierKey } from '../checkpoint/VerifierKey';

/** The keys to believe: those that were given, else those that what is verified names itself, which is said in the notes. */
export function chooseKeys(
  given: readonly VerifierKey[] | undefined,
  named: readonly string[] | undefined,
  notes: string[],
): readonly VerifierKey[] {
  if (given !== undefined && given.length > 0) {
    return given;
  }
  notes.push(
    'No key was given (--key), so the keys named here were taken. That proves something only if they are the keys of your portal: compare them with what its operators published.',
  );
  return (Array.isArray(named) ? named : []).flatMap(text => {
    try {
      return [VerifierKey.parse(`${text}`)];
    } catch {
      // A key that is none signs nothing: the checkpoint is by nobody known then.
      return [];
    }
  });
}
