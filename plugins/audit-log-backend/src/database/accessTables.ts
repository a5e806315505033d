// SPDX-License-Identifier: Apache-2.0
import type { StoredInteger, StoredTime } from './tables';

/** Names of the tables of access control. What each column holds is said in the migration that creates it. */
export const ACCESS_TABLES = {
  state: 'access_state',
  roleVersions: 'access_role_versions',
  groupVersions: 'access_group_versions',
  groupMembers: 'access_group_members',
  assignments: 'access_assignments',
  people: 'access_people',
  catalogGroups: 'access_catalog_groups',
  catalogEdges: 'access_catalog_edges',
  invitations: 'access_invitations',
  ingestionKeys: 'access_ingestion_keys',
} as const;

/** The row of `access_state`. */
export interface AccessStateRow {
  readonly id: number;
  readonly version: StoredInteger;
  readonly directory_version: StoredInteger;
  readonly synced_at: StoredTime | null;
  readonly failed_at: StoredTime | null;
  readonly failure: string | null;
}

/** The columns of rows that hold for a period of time and are ended, not deleted. */
export interface PeriodColumns {
  readonly started_at: StoredTime;
  readonly started_by: string | null;
  readonly started_operation: string | null;
  readonly ended_at: StoredTime | null;
  readonly ended_by: string | null;
  readonly ended_operation: string | null;
}

/** A row of `access_role_versions`. */
export interface RoleVersionRow extends PeriodColumns {
  readonly role_id: string;
  readonly version: number;
  readonly name: string;
  readonly name_key: string;
  readonly description: string;
  /** JSON array of texts. */
  readonly permissions: string;
}

/** A row of `access_group_versions`. */
export interface GroupVersionRow extends PeriodColumns {
  readonly group_ref: string;
  readonly version: number;
  readonly name: string;
  readonly name_key: string;
  readonly description: string;
}

/** A row of `access_group_members`. */
export interface GroupMemberRow extends PeriodColumns {
  readonly id: string;
  readonly group_ref: string;
  readonly member_ref: string;
}

/** A row of `access_assignments`. */
export interface AssignmentRow extends PeriodColumns {
  readonly id: string;
  readonly role_id: string;
  readonly subject_ref: string;
  /** Empty for the whole organization. */
  readonly project: string;
  /** 0 or 1 on SQLite. */
  readonly fixed: boolean | number;
}

/** A row of `access_people`. */
export interface PersonRow {
  readonly ref: string;
  readonly title: string;
  readonly email: string | null;
  readonly source: 'catalog' | 'invitation';
  readonly started_at: StoredTime;
  readonly ended_at: StoredTime | null;
}

/** A row of `access_catalog_groups`. */
export interface CatalogGroupRow {
  readonly ref: string;
  readonly title: string;
  readonly description: string;
  readonly started_at: StoredTime;
  readonly ended_at: StoredTime | null;
}

/** A row of `access_catalog_edges`. */
export interface CatalogEdgeRow {
  readonly child_ref: string;
  readonly group_ref: string;
  readonly started_at: StoredTime;
  readonly ended_at: StoredTime | null;
}

/** A row of `access_invitations`. */
export interface InvitationRow {
  readonly id: string;
  readonly email: string;
  readonly email_key: string;
  /** JSON array of ids. */
  readonly roles: string;
  /** JSON array of references. */
  readonly groups: string;
  /** Empty for the whole organization. */
  readonly project: string;
  readonly token_hash: string | null;
  readonly person_ref: string | null;
  readonly person_name: string | null;
  readonly created_at: StoredTime;
  readonly created_by: string;
  readonly created_operation: string | null;
  readonly expires_at: StoredTime;
  readonly accepted_at: StoredTime | null;
  readonly accepted_by: string | null;
  readonly revoked_at: StoredTime | null;
  readonly revoked_by: string | null;
  readonly delivery_state:
    | 'link'
    | 'queued'
    | 'sending'
    | 'sent'
    | 'unconfirmed'
    | 'refused'
    | 'bounced';
  readonly delivery_at: StoredTime | null;
  readonly attempts: number;
  readonly next_attempt_at: StoredTime | null;
  readonly delivery_reason: string | null;
  readonly message_id: string | null;
  readonly claimed_by: string | null;
  readonly claimed_until: StoredTime | null;
}

/** A row of `access_ingestion_keys`. */
export interface IngestionKeyRow {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly name_key: string;
  readonly sort_key: string;
  readonly search_text: string;
  readonly token_id: string;
  readonly secret_hash: string;
  readonly previous_hash: string | null;
  readonly previous_until: StoredTime | null;
  readonly previous_used_at: StoredTime | null;
  /** JSON array of texts. */
  readonly sources: string;
  /** JSON array of references; null for any. */
  readonly projects: string | null;
  /** 0 or 1 on SQLite. */
  readonly may_name_people: boolean | number;
  readonly requests_per_minute: number;
  readonly expires_at: StoredTime | null;
  readonly last_used_at: StoredTime | null;
  readonly created_at: StoredTime;
  readonly created_by: string | null;
  readonly updated_at: StoredTime | null;
  readonly updated_by: string | null;
  readonly rotated_at: StoredTime | null;
  readonly rotated_by: string | null;
  readonly revoked_at: StoredTime | null;
  readonly revoked_by: string | null;
}
