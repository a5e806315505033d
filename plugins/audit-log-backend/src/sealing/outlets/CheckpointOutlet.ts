// SPDX-License-Identifier: Apache-2.0
import type { Checkpoint } from 'backstage-plugin-audit-log-common';

/** Takes checkpoints out of the database, where somebody could cut off the end of the ledger and the checkpoints of it with it. */
export interface CheckpointOutlet {
  /**
   * A checkpoint was signed. It may be left out when a later one follows soon. MUST NOT throw, and whoever calls does not
   * wait.
   */
  put(checkpoint: Checkpoint): void;
  /** Resolves when the last one is out. MUST NOT reject. */
  close(): Promise<void>;
}
