// SPDX-License-Identifier: Apache-2.0
import type { StoredInteger, StoredTime } from './tables';

/** Names of the tables of sealing, in one place. What each column holds is said in the migration that creates it. */
export const SEALING_TABLES = {
  tree: 'audit_tree',
  tiles: 'audit_tiles',
  checkpoints: 'audit_checkpoints',
  contradictions: 'audit_contradictions',
  keys: 'audit_sealing_keys',
  verifications: 'audit_verifications',
  erasures: 'audit_erasures',
} as const;

/** The row of `audit_tree`. */
export interface TreeRow {
  readonly id: number;
  readonly size: StoredInteger;
}

/** A row of `audit_tiles`. */
export interface TileRow {
  readonly level: number;
  readonly tile: StoredInteger;
  readonly hashes: Buffer;
}

/** A row of `audit_checkpoints`. */
export interface CheckpointRow {
  readonly size: StoredInteger;
  readonly root: Buffer;
  readonly note: string;
  readonly sealed_at: StoredTime;
}

/** The row of `audit_contradictions`, when there is one. */
export interface ContradictionRow {
  readonly id: number;
  readonly note: string;
  readonly upheld_at: StoredTime;
}

/** A row of `audit_sealing_keys`. */
export interface SealingKeyRow {
  readonly verifier: string;
  readonly first_used_at: StoredTime;
}

/** A row of `audit_verifications`. */
export interface VerificationRow {
  readonly id: string;
  readonly state: 'running' | 'passed' | 'failed' | 'stopped' | 'interrupted';
  readonly from_sequence: StoredInteger;
  readonly to_sequence: StoredInteger;
  /** As SQLite has it, 0 or 1. */
  readonly is_whole: boolean | number;
  readonly verified: StoredInteger;
  readonly erased: StoredInteger;
  readonly finding_count: StoredInteger;
  readonly findings: string;
  readonly recorded_until: StoredTime | null;
  readonly started_at: StoredTime;
  readonly started_by: string | null;
  readonly beat_at: StoredTime;
  readonly ended_at: StoredTime | null;
  readonly error: string | null;
}

/** A row of `audit_erasures`. */
export interface ErasureRow {
  readonly id: string;
  readonly person: string | null;
  readonly reason: string;
  readonly started_at: StoredTime;
  readonly started_by: string;
  readonly ended_at: StoredTime | null;
  readonly events: StoredInteger;
  readonly live_ended_at: StoredTime | null;
  readonly files_ended_at: StoredTime | null;
  readonly archived_events: StoredInteger;
  readonly waiting: string | null;
  readonly position: string | null;
  readonly beat_at: StoredTime;
}
