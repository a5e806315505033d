// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../database/dialect';
import type { SealingKeys } from './keys/SealingKeys';
import {
  upholdContradiction,
  withdrawContradiction,
} from './operations/contradictionRow';
import type { SealingState } from './operations/readSealingState';
import type { KnownCheckpoint } from './requireUnaltered';

/** For so long others go by what a process has told them, which may be killed; it says so again long before. */
const HOLDS_MS = 60_000;
const UPHOLD_AFTER_MS = 5_000;

export interface ContradictionsOptions {
  readonly knex: Knex;
  readonly dialect: Dialect;
  readonly keys: SealingKeys;
}

/**
 * How the processes tell one another of a checkpoint that the ledger has not grown from. Nobody needs to believe anybody: it is signed,
 * and whoever is told looks for themselves. It counts for a minute after it was last said, so that an end that was cut off on
 * purpose is forgotten with the processes that know of it.
 */
export class Contradictions {
  static create(options: ContradictionsOptions): Contradictions {
    return new Contradictions(options);
  }

  private told: string | undefined;

  private constructor(private readonly options: ContradictionsOptions) {}

  /** What was told when the state was read, if it is signed with a key that is believed. */
  in({ contradiction, now }: SealingState): KnownCheckpoint | undefined {
    if (!contradiction || !isSince(contradiction.upheldAt, now, HOLDS_MS)) {
      return undefined;
    }
    const { note } = contradiction;
    try {
      const { checkpoint, signedBy } = this.options.keys.verify(note);
      const { size, root } = checkpoint;
      return signedBy.length > 0 ? { size, root, note } : undefined;
    } catch {
      return undefined;
    }
  }

  /** Tells of a checkpoint, unless it is told of already. To be called for as long as the ledger has not grown from it. */
  async tell(note: string, state: SealingState): Promise<void> {
    const { knex, dialect } = this.options;
    const { contradiction } = state;
    this.told = note;
    if (
      contradiction?.note !== note ||
      !isSince(contradiction.upheldAt, state.now, UPHOLD_AFTER_MS)
    ) {
      await upholdContradiction(knex, dialect, note);
    }
  }

  /** Takes back what this process has told of; whoever has seen it as well says it again. */
  async withdraw(): Promise<void> {
    if (this.told !== undefined) {
      await withdrawContradiction(this.options.knex, this.told);
    }
  }
}

/** Whether a time is no longer ago than that; nor as far ahead, as it would be after the clock was put back. */
function isSince(time: number, now: number, milliseconds: number): boolean {
  return Math.abs(now - time) < milliseconds;
}
