// SPDX-License-Identifier: Apache-2.0
import type { ArchiveFile } from '../files/ArchiveFile';
import type { RetentionPolicy } from '../policy/RetentionPolicy';

/** What a run does, and how it tells of it. */
export interface RetentionRunContext {
  readonly policy: RetentionPolicy;
  /** Epoch milliseconds: what is taken as the time, for all of the run. */
  readonly now: number;
  /** False while the clock is in doubt: everything but removal is done. */
  readonly mayRemove: boolean;
  /** Why a file must not be removed: the reasons of the holds that match an event of it; empty when none does. */
  heldBy(file: ArchiveFile, signal: AbortSignal): Promise<readonly string[]>;
  /** Tells what is being done. MUST NOT throw. */
  progress(progress: RetentionProgress): void;
  readonly signal: AbortSignal;
}

export interface RetentionProgress {
  readonly step: 'writing' | 'checking' | 'leaving' | 'removing' | 'restoring';
  /** Period and class of the file, such as `2026-11, default`. */
  readonly file: string;
  readonly events: number;
  readonly of: number;
}

/** What a run has done, and what waits. */
export interface RetentionResult {
  readonly archived: readonly {
    readonly file: string;
    readonly events: number;
  }[];
  readonly removed: readonly {
    readonly file: string;
    readonly events: number;
  }[];
  /** Restored events that were taken back. */
  readonly returned: readonly {
    readonly file: string;
    readonly events: number;
  }[];
  /** What was due and was not done, with what to do about it. */
  readonly waiting: readonly {
    readonly file?: string;
    readonly message: string;
  }[];
}

/**
 * The work of retention. Whatever is interrupted, in whatever step, is gone on with by the next run, of whichever process, with
 * nothing lost and nothing twice.
 */
export interface RetentionWork {
  /**
   * Goes on with what was begun, archives what is due, takes back what was restored, removes what is over. A file that cannot be done
   * does not stop the others. Resolves with what was done when the archive is unavailable, too; rejects when the database is.
   */
  run(context: RetentionRunContext): Promise<RetentionResult>;

  /** Copies the events of a file back into the live table, where they stay until then. Rejects with a ConflictError unless the file
   * is `archived`. */
  restore(
    id: string,
    options: {
      readonly until: number;
      readonly restoredBy: string;
      readonly signal: AbortSignal;
      progress(progress: RetentionProgress): void;
    },
  ): Promise<ArchiveFile>;

  /** Ends a restoration now: the events leave the live table with the next run. */
  endRestoration(id: string, now: number): Promise<ArchiveFile>;
}
