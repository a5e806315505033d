// SPDX-License-Identifier: Apache-2.0
import type { Findings } from '../findings/Findings';
import type { Checkpoint } from './Checkpoint';
import type { VerifierKey } from './VerifierKey';
import { parseCheckpoint, verifyCheckpoint } from './verifyCheckpoint';

/** A checkpoint that was read, and the known keys that have signed it. */
export interface CheckedCheckpoint extends Checkpoint {
  readonly signedBy: readonly string[];
}

/**
 * Reads a checkpoint and tells when it is not signed by a known key. Undefined when it cannot be read at all. What it says is
 * compared with the events in either case, so as to say all that is wrong.
 *
 * @param which - What to call it, such as `The checkpoint of the file`
 */
export function checkCheckpoint(
  note: string,
  options: {
    readonly which: string;
    /** When absent, the signatures are not looked at. */
    readonly keys: readonly VerifierKey[] | undefined;
    readonly findings: Findings;
  },
): CheckedCheckpoint | undefined {
  const { which, keys, findings } = options;
  let parsed: ReturnType<typeof parseCheckpoint>;
  try {
    parsed = parseCheckpoint(note);
  } catch (error) {
    findings.add({
      kind: 'altered',
      message: `${which} cannot be read: ${(error as Error).message}.`,
    });
    return undefined;
  }
  const { signatures, ...checkpoint } = parsed;
  if (keys === undefined) {
    return { ...checkpoint, signedBy: [] };
  }
  try {
    const { signedBy } = verifyCheckpoint(note, keys);
    if (signedBy.length === 0) {
      findings.add({
        kind: 'unknown-key',
        message: `${which} is not signed by a known key, but by ${signatures
          .map(({ name, keyId }) => `${name}+${keyId}`)
          .join(' and ')}.`,
      });
    }
    return { ...checkpoint, signedBy: signedBy.map(({ text }) => text) };
  } catch (error) {
    findings.add({
      kind: 'unknown-key',
      message: `${which}: ${(error as Error).message}.`,
    });
    return { ...checkpoint, signedBy: [] };
  }
}
