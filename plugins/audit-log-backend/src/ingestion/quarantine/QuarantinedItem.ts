// SPDX-License-Identifier: Apache-2.0
import type { QuarantineReason } from 'backstage-plugin-audit-log-common';

/** What was reported and could not be recorded. */
export interface QuarantinedItem {
  /** UUIDv8 made of who sent it, why it is here, and what was sent. */
  readonly id: string;
  readonly emitter: string;
  readonly emitterName?: string;
  readonly reason: QuarantineReason;
  readonly message: string;
  readonly source?: string;
  readonly sourceId?: string;
  readonly type?: string;
  /** JSON, redacted and bounded. */
  readonly content: string;
}

/** The same as it is kept. */
export interface KeptItem extends QuarantinedItem {
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly lastReceivedAt: number;
  readonly times: number;
}
