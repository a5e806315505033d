// SPDX-License-Identifier: Apache-2.0
import { checkArchive } from './archive/checkArchive';
import { ArchiveCoverage } from './archive/ArchiveCoverage';
import { checkHeads } from './checks/checkHeads';
import { checkRollups } from './checks/checkRollups';
import { checkStrays } from './checks/checkStrays';
import { checkTiles } from './checks/checkTiles';
import { LedgerWalk } from './checks/LedgerWalk';
import { checkErasures } from './erasures/checkErasures';
import { ErasureRecords } from './erasures/ErasureRecords';
import { checkpointFrom } from './operations/checkpointFrom';
import type { VerificationContext } from './VerificationContext';

/** How far a run is. */
export interface VerificationProgress {
  readonly verified: number;
  readonly erased: number;
  /** recorded_at of the last event, epoch milliseconds. */
  readonly recordedUntil?: number;
}

export interface VerificationRange {
  readonly from: number;
  readonly to: number;
  /** All that is sealed: then also what lies beside the events is looked at. */
  readonly isWhole: boolean;
}

/**
 * Computes the ledger anew from its events, and compares it with everything that is kept of it. Findings are added to those of the
 * context. Takes the memory of a few thousand events, whatever the size of the ledger.
 */
export async function verifyLedger(
  given: VerificationContext,
  range: VerificationRange,
  onProgress: (progress: VerificationProgress) => void = () => {},
): Promise<VerificationProgress> {
  const coverage = await ArchiveCoverage.read(given);
  const context = { ...given, coverage };
  // To the next signed root: before it, nothing says whether the last leaves are right.
  const end = (await checkpointFrom(context.knex, range.to)) ?? range.to;
  const walk = await LedgerWalk.create(context, { from: range.from, to: end });
  const { tally } = walk;
  const progress = (): VerificationProgress => ({
    verified: Math.min(tally.verified, range.to - range.from),
    erased: tally.erased.count,
    recordedUntil: tally.recordedUntil,
  });
  await walk.run(() => onProgress(progress()));
  if (walk.size < end) {
    context.findings.add({
      kind: 'truncated',
      message: `${end} events were sealed, and the ledger ends after ${walk.size}`,
      sequence: walk.size,
      until: end,
    });
  }
  if (range.isWhole) {
    await checkHeads(context);
    await checkTiles(context);
    await checkStrays(context);
    await checkRollups(context);
  }
  const { archive } = context;
  const { erased } = tally;
  const records = new ErasureRecords(context, coverage, archive);
  if (archive) {
    await checkArchive(context, archive, coverage, range, { erased, records });
  }
  await checkErasures(context, erased, records);
  return progress();
}
