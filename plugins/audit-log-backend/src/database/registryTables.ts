// SPDX-License-Identifier: Apache-2.0
import type { StoredInteger, StoredTime } from './tables';

/** Names of the tables of the registry. What each column holds is said in the migration that creates it. */
export const REGISTRY_TABLES = {
  declarations: 'registry_declarations',
  mismatches: 'registry_mismatches',
} as const;

/** A row of `registry_declarations`. */
export interface DeclarationRow {
  readonly plugin: string;
  /** JSON array of `DeclaredEventType`. */
  readonly types: string;
  readonly digest: string;
  readonly declared_at: StoredTime;
}

/** A row of `registry_mismatches`. */
export interface MismatchRow {
  readonly action: string;
  readonly schema: string;
  readonly plugin: string;
  readonly events: StoredInteger;
  readonly last_seen: StoredTime;
  readonly event_id: string;
  readonly pointer: string;
  readonly message: string;
}
