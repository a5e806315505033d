// SPDX-License-Identifier: Apache-2.0
import type { SequenceRanges } from '../../retention/files/ArchiveFile';
import type { EventFiles } from '../../retention/format/EventFiles';
import type { ArchiveStore } from '../../retention/store/ArchiveStore';
import type { ErasedEvents } from '../erasures/ErasedEvents';
import type { ErasureRecords } from '../erasures/ErasureRecords';
import type { VerificationContext } from '../VerificationContext';
import type { ArchiveCoverage } from './ArchiveCoverage';
import { checkText } from './checkText';
import { FileCheck } from './FileCheck';

/** Where the files are, and what reads them. */
export interface VerifiedArchive {
  readonly store: Pick<ArchiveStore, 'open'>;
  readonly files: Pick<EventFiles, 'read' | 'query'>;
}

/**
 * Reads every file of the archive with events of a range, and compares each event with the leaf that the ledger keeps of it. Rejects
 * when the archive is unavailable: nothing can be said of it then. What was erased, and what tells of erasures, is added to `seen`.
 */
export async function checkArchive(
  context: VerificationContext,
  archive: VerifiedArchive,
  coverage: ArchiveCoverage,
  range: { readonly from: number; readonly to: number },
  seen: { readonly erased: ErasedEvents; readonly records: ErasureRecords },
): Promise<void> {
  const isWithin = (sequences: SequenceRanges) =>
    sequences[0][0] < range.to &&
    sequences[sequences.length - 1][1] > range.from;
  for (const covered of coverage.files) {
    if (isWithin(covered.file.content.sequences)) {
      const options = { context, archive, coverage, covered, ...seen };
      await FileCheck.create(options).run();
    }
  }
  for (const { name, statement, sequences } of coverage.removed) {
    if (name !== undefined && isWithin(sequences)) {
      await checkText(context, archive, {
        name,
        text: statement,
        sequences,
        isCurrent: async () => true,
      });
    }
  }
}
