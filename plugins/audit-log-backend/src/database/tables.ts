// SPDX-License-Identifier: Apache-2.0

/** Names of the tables, in one place. What each column holds is said in the migration that creates it. */
export const TABLES = {
  streams: 'audit_streams',
  batches: 'audit_batches',
  events: 'audit_events',
  refs: 'audit_event_refs',
  rollups: 'audit_rollups',
  actorRollups: 'audit_actor_rollups',
  ledger: 'audit_ledger',
  secrets: 'audit_secrets',
  /** SQLite only: the FTS5 index over `search_text`; its rowid is the event's `row_id`. */
  search: 'audit_events_search',
} as const;

/** A time as the driver gives it: a Date on PostgreSQL, epoch milliseconds on SQLite. `Dialect.readTime` reads either. */
export type StoredTime = Date | number;

/** A bigint as the driver gives it: a string on PostgreSQL. All of ours are safe integers: `Number()` reads either. */
export type StoredInteger = string | number;

/** A row of `audit_events`. An event is found by id through `recorded_at`, the time in the id, and the streams there are. */
export interface EventRow {
  readonly stream: number;
  readonly batch: StoredInteger;
  readonly position: number;
  readonly id: string;
  readonly operation_id: string;
  readonly occurred_at: StoredTime;
  readonly recorded_at: StoredTime;
  readonly duration_ms: StoredInteger | null;
  readonly plugin: string;
  readonly event: string;
  readonly action: string;
  readonly category: string;
  /** Index in SEVERITIES. */
  readonly severity: number;
  /** Index in OUTCOMES. */
  readonly outcome: number;
  /** Index in ACTOR_TYPES. */
  readonly actor_type: number;
  readonly actor: string | null;
  readonly via: string | null;
  readonly target: string | null;
  readonly project: string | null;
  readonly address: string | null;
  /** JSON of `EventDetails`. */
  readonly details: string;
  readonly search_text: string;
  /** 0 or 1 on SQLite. */
  readonly has_more_refs: boolean | number;
}

/** `kind` of a row of `audit_event_refs`. */
export const REF_KINDS = { target: 0, project: 1 } as const;

/** A row of `audit_event_refs`: a target or project of an event beyond the first, each once. */
export interface EventRefRow {
  readonly stream: number;
  readonly recorded_at: StoredTime;
  readonly id: string;
  readonly kind: number;
  readonly ref: string;
  readonly occurred_at: StoredTime;
}

/**
 * A row of `audit_batches`. Its events are those of its stream with its `batch` and a `recorded_at` from
 * `first_recorded_at` to `last_recorded_at`: that is what the key and the partitions can find.
 */
export interface BatchRow {
  readonly stream: number;
  readonly batch: StoredInteger;
  readonly event_count: number;
  readonly committed_at: StoredTime;
  readonly first_sequence: StoredInteger | null;
  readonly first_recorded_at: StoredTime;
  readonly last_recorded_at: StoredTime;
  /** Leaf hashes by position, 32 bytes each; null when written by a version that did not seal. */
  readonly leaves: Buffer | null;
}

/** A row of `audit_rollups`. */
export interface RollupRow {
  readonly stream: number;
  readonly hour: StoredTime;
  readonly dimensions: string;
  readonly plugin: string;
  readonly event: string;
  readonly action: string;
  readonly category: string;
  readonly severity: number;
  readonly outcome: number;
  readonly actor_type: number;
  readonly events: StoredInteger;
}

/** A row of `audit_actor_rollups`: `hour` is the first of a day, UTC; `actor` is empty where an event has none. */
export interface ActorRollupRow {
  readonly stream: number;
  readonly hour: StoredTime;
  readonly actor: string;
  readonly actor_type: number;
  readonly outcome: number;
  readonly events: StoredInteger;
}

/** A row of `audit_streams`. */
export interface StreamRow {
  readonly stream: number;
  readonly head: StoredInteger;
  readonly holder: string;
  readonly expires_at: StoredTime;
}

/** The row of `audit_ledger`. */
export interface LedgerRow {
  readonly id: number;
  readonly next_sequence: StoredInteger;
}

/** A row of `audit_secrets`. */
export interface SecretRow {
  readonly name: string;
  readonly value: string;
  readonly created_at: StoredTime;
}
