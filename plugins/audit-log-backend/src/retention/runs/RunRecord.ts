// SPDX-License-Identifier: Apache-2.0
import type { RetentionResult } from '../archiving/RetentionWork';

/** What a run kept of the time by which it went. */
export interface RunClock {
  /** Since when the time is in doubt, epoch milliseconds; absent while it is not. */
  readonly doubtedSince?: number;
  /** Since when the time has gone on as it does, after it went on by more than runs are apart, epoch milliseconds; absent once that is a day. */
  readonly leaptAt?: number;
}

/** What `result` of a row of runs holds. */
export interface RunRecord extends Partial<RetentionResult> {
  /** Absent for a run that restores a file, which removes nothing. */
  readonly clock?: RunClock;
  /** Id of the file that it restores. */
  readonly restores?: string;
  /** How many files lay in the archive that are not of this ledger. */
  readonly unknownFiles?: number;
}
