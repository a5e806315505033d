// SPDX-License-Identifier: Apache-2.0
import { checkErasures } from './checks/checkErasures';
import { checkHeads } from './checks/checkHeads';
import { checkRollups } from './checks/checkRollups';
import { checkStrays } from './checks/checkStrays';
import { checkTiles } from './checks/checkTiles';
import { LedgerWalk } from './checks/LedgerWalk';
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
 * context. Takes the memory of a few hundred events, whatever the size of the ledger.
 */
export async function verifyLedger(
  context: VerificationContext,
  range: VerificationRange,
  onProgress: (progress: VerificationProgress) => void = () => {},
): Promise<VerificationProgress> {
  // To the next signed root: before it, nothing says whether the last leaves are right.
  const end = (await checkpointFrom(context.knex, range.to)) ?? range.to;
  const walk = await LedgerWalk.create(context, { from: range.from, to: end });
  const progress = (): VerificationProgress => ({
    verified: Math.min(walk.verified, range.to - range.from),
    erased: walk.erased,
    recordedUntil: walk.recordedUntil,
  });
  while (walk.size < end && (await walk.step())) {
    onProgress(progress());
  }
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
  await checkErasures(context, walk.erasures);
  return progress();
}
