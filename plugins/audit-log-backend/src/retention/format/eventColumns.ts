// SPDX-License-Identifier: Apache-2.0

/** Types of DuckDB. */
export type ColumnType = 'BIGINT' | 'TIMESTAMP' | 'VARCHAR' | 'VARCHAR[]';

/**
 * The columns of schema 1, in their order. docs/reference/archive.md says what is in each; a file that has others is none of this
 * schema. Texts and lists of texts are what every reader of Parquet has; a UUID, a struct or JSON is not.
 */
export const EVENT_COLUMNS = {
  sequence: 'BIGINT',
  id: 'VARCHAR',
  operation_id: 'VARCHAR',
  occurred_at: 'TIMESTAMP',
  recorded_at: 'TIMESTAMP',
  duration_ms: 'BIGINT',
  plugin: 'VARCHAR',
  event: 'VARCHAR',
  action: 'VARCHAR',
  category: 'VARCHAR',
  severity: 'VARCHAR',
  outcome: 'VARCHAR',
  actor_type: 'VARCHAR',
  actor: 'VARCHAR',
  actor_title: 'VARCHAR',
  via: 'VARCHAR',
  targets: 'VARCHAR[]',
  target_titles: 'VARCHAR[]',
  projects: 'VARCHAR[]',
  project_titles: 'VARCHAR[]',
  method: 'VARCHAR',
  path: 'VARCHAR',
  address: 'VARCHAR',
  user_agent: 'VARCHAR',
  trace_id: 'VARCHAR',
  error_name: 'VARCHAR',
  error_message: 'VARCHAR',
  labels: 'VARCHAR[]',
  redacted: 'VARCHAR[]',
  truncated: 'VARCHAR[]',
  erased: 'VARCHAR[]',
  meta: 'VARCHAR',
  changes: 'VARCHAR',
  rest: 'VARCHAR',
  seal: 'VARCHAR',
  search_text: 'VARCHAR',
} as const satisfies Readonly<Record<string, ColumnType>>;

export type EventColumn = keyof typeof EVENT_COLUMNS;

interface ValueOf {
  readonly BIGINT: number;
  /** Epoch milliseconds. */
  readonly TIMESTAMP: number;
  readonly VARCHAR: string;
  readonly 'VARCHAR[]': readonly (string | null)[];
}

/** An event as a row of a file. What it does not have is absent, or null. */
export type EventRecord = {
  readonly [C in EventColumn]?: ValueOf[(typeof EVENT_COLUMNS)[C]] | null;
};
