// SPDX-License-Identifier: Apache-2.0

/** Names of the module's tables. What each column holds is said in the migration that creates it. */
export const TABLES = {
  watch: 'audit_log_watch',
  entities: 'audit_log_entities',
  contents: 'audit_log_contents',
  outbox: 'audit_log_outbox',
  causes: 'audit_log_causes',
  tasks: 'audit_log_tasks',
} as const;

/** Tables of the catalog that are read, never written. */
export const CATALOG_TABLES = {
  finalEntities: 'final_entities',
  refreshState: 'refresh_state',
  references: 'refresh_state_references',
  locations: 'locations',
} as const;

/** PostgreSQL gives a bigint as text. */
export type StoredInteger = number | string;

/** The row of `audit_log_watch`. */
export interface WatchRow {
  readonly id: number;
  readonly version: StoredInteger;
  readonly first_look_at: StoredInteger | null;
  readonly baseline_at: StoredInteger | null;
  readonly rebuild_since: StoredInteger | null;
  readonly resting_entities: number | null;
}

/** A row of `audit_log_entities`. */
export interface EntityRow {
  readonly entity_ref: string;
  readonly uid: string;
  readonly hash: string;
  readonly missing_since: StoredInteger | null;
  readonly kind: string;
  readonly origin: string | null;
  readonly provider: string | null;
  readonly root_provider: string | null;
  readonly root_ref: string | null;
  /** SQLite gives 0 or 1. */
  readonly is_orphan: boolean | number;
}

/** A row of `audit_log_contents`. */
export interface ContentRow {
  readonly entity_ref: string;
  readonly content: string;
}

/** A row of `audit_log_outbox`. */
export interface OutboxRow {
  readonly number: StoredInteger;
  readonly kind: 'change' | 'baseline';
  readonly body: string;
}

/** A row of `audit_log_causes`. */
export interface CauseRow {
  readonly operation_id: string;
  readonly kind: 'registered' | 'unregistered' | 'deleted';
  readonly subject: string;
  readonly actor: string;
  readonly task_id: string | null;
  readonly noted_at: StoredInteger;
  readonly spent_at: StoredInteger | null;
}

/** A row of `audit_log_tasks`. */
export interface TaskRow {
  readonly task_id: string;
  readonly created_by: string;
  readonly began_at: StoredInteger;
}
