// SPDX-License-Identifier: Apache-2.0
import { readText } from '../../retention/archiving/readText';
import type { SequenceRanges } from '../../retention/files/ArchiveFile';
import type { ArchiveStore } from '../../retention/store/ArchiveStore';
import type { VerificationContext } from '../VerificationContext';

/**
 * Compares a manifest or a statement that lies in the archive with what the database keeps: who has the archive without the database goes
 * by it.
 */
export async function checkText(
  { findings, signal }: VerificationContext,
  { store }: { readonly store: Pick<ArchiveStore, 'open'> },
  expected: {
    readonly name: string;
    readonly text: string;
    readonly sequences: SequenceRanges;
    /** Whether it is still expected; asked when it is another one. */
    isCurrent(): Promise<boolean>;
  },
): Promise<void> {
  const { name, text, sequences, isCurrent } = expected;
  const found = await readText(store, name, signal).catch((error: unknown) => {
    if ((error as Error).name === 'NotFoundError') {
      return undefined;
    }
    throw error;
  });
  if (found !== text && (await isCurrent())) {
    findings.add({
      kind: 'inconsistent',
      message: `${name} of the archive ${
        found === undefined ? 'is not there any more' : 'was changed'
      }`,
      sequence: sequences[0][0],
      until: sequences[sequences.length - 1][1],
    });
  }
}
