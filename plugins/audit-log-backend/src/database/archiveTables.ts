// SPDX-License-Identifier: Apache-2.0
import type { StoredInteger, StoredTime } from './tables';

/** Names of the tables of retention, in one place. What each column holds is said in the migration that creates it. */
export const ARCHIVE_TABLES = {
  policies: 'audit_retention_policies',
  holds: 'audit_holds',
  files: 'audit_archive_files',
  runs: 'audit_retention_runs',
} as const;

/** A row of `audit_retention_policies`. */
export interface RetentionPolicyRow {
  readonly id: string;
  readonly policy: string;
  readonly source: 'configuration' | 'portal';
  readonly state: 'pending' | 'effective' | 'cancelled' | 'replaced';
  readonly reason: string | null;
  readonly created_at: StoredTime;
  readonly created_by: string | null;
  readonly effective_at: StoredTime;
  readonly ended_at: StoredTime | null;
  readonly ended_by: string | null;
}

/** A row of `audit_holds`. */
export interface HoldRow {
  readonly id: string;
  readonly reason: string;
  readonly occurred_from: StoredTime | null;
  readonly occurred_to: StoredTime | null;
  readonly project: string | null;
  readonly actor: string | null;
  readonly created_at: StoredTime;
  readonly created_by: string;
  readonly released_at: StoredTime | null;
  readonly released_by: string | null;
  readonly release_reason: string | null;
}

/** In the order in which a file goes through them. */
export const FILE_STATES = [
  'writing',
  'written',
  'checked',
  'archived',
  'removing',
  'removed',
] as const;
export type FileState = (typeof FILE_STATES)[number];

/** The states in which events are read from the file. */
export const READABLE_STATES = [
  'checked',
  'archived',
] as const satisfies readonly FileState[];

/** A row of `audit_archive_files`. */
export interface ArchiveFileRow {
  readonly id: string;
  readonly period: string;
  readonly class: string;
  readonly part: number;
  readonly name: string;
  readonly state: FileState;
  readonly before_sequence: StoredInteger;
  readonly recorded_from: StoredTime;
  readonly recorded_to: StoredTime;
  readonly occurred_from: StoredTime | null;
  readonly occurred_to: StoredTime | null;
  readonly first_sequence: StoredInteger | null;
  readonly last_sequence: StoredInteger | null;
  readonly events: StoredInteger | null;
  readonly bytes: StoredInteger | null;
  readonly live_bytes: StoredInteger | null;
  readonly sha256: string | null;
  readonly manifest: string | null;
  readonly statement: string | null;
  readonly started_at: StoredTime;
  readonly archived_at: StoredTime | null;
  readonly removed_at: StoredTime | null;
  readonly restored_until: StoredTime | null;
  readonly restored_by: string | null;
  readonly leftovers: string | null;
  readonly superseded: string | null;
}

/** A row of `audit_retention_runs`. */
export interface RetentionRunRow {
  readonly id: string;
  readonly state: 'running' | 'done' | 'waiting' | 'failed' | 'interrupted';
  readonly number: StoredInteger;
  readonly started_at: StoredTime;
  readonly started_by: string | null;
  readonly beat_at: StoredTime;
  readonly ended_at: StoredTime | null;
  readonly archived_events: StoredInteger;
  readonly removed_events: StoredInteger;
  readonly progress: string | null;
  readonly result: string | null;
  readonly error: string | null;
}
