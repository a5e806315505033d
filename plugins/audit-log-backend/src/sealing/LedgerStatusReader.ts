// SPDX-License-Identifier: Apache-2.0
import type {
  Health,
  LedgerStatus,
  VerificationFinding,
} from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import type { Dialect } from '../database/dialect';
import type { VerificationRow } from '../database/sealingTables';
import type { Checkpoints } from './Checkpoints';
import { oldestUnsealedAt } from './operations/oldestUnsealedAt';
import { readSealingState } from './operations/readSealingState';
import { readVerified } from './operations/readVerified';
import type { Sealer, SealingProblem } from './Sealer';

/** Events are sealed within a second; longer than this, something is wrong. */
const BEHIND_MS = 10_000;

export interface LedgerStatusReaderOptions {
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly checkpoints: Checkpoints;
  /** Absent where nothing is sealed. */
  readonly sealer?: Sealer;
}

/** Tells whether the ledger is sealed and verified, and up to when. */
export class LedgerStatusReader {
  static create(options: LedgerStatusReaderOptions): LedgerStatusReader {
    return new LedgerStatusReader(options);
  }

  private constructor(private readonly options: LedgerStatusReaderOptions) {}

  async read(): Promise<LedgerStatus> {
    const { knex, dialect, checkpoints, sealer } = this.options;
    // The checkpoint first, so that it is never of more events than are said to be sealed.
    const checkpoint = await checkpoints.latest();
    const state = await readSealingState(knex, dialect);
    const { found, passed } = await readVerified(knex);
    const problems = [
      sealer?.problem,
      found && foundBy(found),
      sealer ? await this.behind(state) : undefined,
    ];
    return {
      isSealing: sealer !== undefined,
      events: state.events,
      sealed: state.sealed,
      ...(checkpoint && { checkpoint }),
      ...(passed && { verified: this.verifiedBy(passed) }),
      problems: problems.filter(problem => problem !== undefined),
    };
  }

  /** For the health of this process; undefined where nothing is sealed. */
  async health(): Promise<Health['sealing']> {
    const { knex, dialect, sealer } = this.options;
    if (!sealer) {
      return undefined;
    }
    const { events, sealed, sealedAt } = await readSealingState(knex, dialect);
    const milliseconds = sealer.lastMilliseconds;
    return {
      behind: Math.max(0, events - sealed),
      ...(sealedAt !== undefined && {
        sealedAt: new Date(sealedAt).toISOString(),
      }),
      ...(milliseconds !== undefined && { milliseconds }),
    };
  }

  private async behind(state: {
    readonly events: number;
    readonly sealed: number;
    readonly now: number;
  }): Promise<SealingProblem | undefined> {
    const { knex, dialect } = this.options;
    const { events, sealed, now } = state;
    const since =
      events > sealed
        ? await oldestUnsealedAt(knex, dialect, sealed)
        : undefined;
    if (since === undefined || now - since < BEHIND_MS) {
      return undefined;
    }
    return {
      code: 'behind',
      message: `${
        events - sealed
      } events have not been sealed yet, the first of them for ${Math.round(
        (now - since) / 1000,
      )} seconds`,
    };
  }

  private verifiedBy(run: VerificationRow): LedgerStatus['verified'] {
    const time = (value: NonNullable<VerificationRow['ended_at']>) =>
      new Date(this.options.dialect.readTime(value)).toISOString();
    return {
      size: Number(run.to_sequence),
      at: time(run.ended_at!),
      ...(run.recorded_until !== null && {
        recordedUntil: time(run.recorded_until),
      }),
    };
  }
}

function foundBy(run: VerificationRow): SealingProblem {
  const [first]: VerificationFinding[] = JSON.parse(run.findings);
  const count = Number(run.finding_count);
  const others = count > 1 ? ` (and ${count - 1} more)` : '';
  return {
    code: 'altered',
    message: `${first?.message ?? 'Verification found something'}${others}`,
    verification: run.id,
  };
}
