// SPDX-License-Identifier: Apache-2.0
import type { StoredTime } from './tables';

/** Names of the tables of ingestion. What each column holds is said in the migration that creates it. */
export const INGESTION_TABLES = {
  received: 'ingestion_received',
  quarantine: 'ingestion_quarantine',
} as const;

/** A row of `ingestion_received`. */
export interface ReceivedRow {
  readonly received_key: string;
  readonly event_id: string;
  readonly claimed_at: StoredTime;
  readonly confirmed_at: StoredTime | null;
}

/** A row of `ingestion_quarantine`. */
export interface QuarantineRow {
  readonly id: string;
  readonly emitter: string;
  readonly emitter_name: string | null;
  readonly reason: string;
  readonly message: string;
  readonly source: string | null;
  readonly source_id: string | null;
  readonly type: string | null;
  /** JSON. */
  readonly content: string;
  readonly received_at: StoredTime;
  readonly last_received_at: StoredTime;
  readonly times: number;
}
