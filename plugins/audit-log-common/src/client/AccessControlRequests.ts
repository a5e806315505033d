// SPDX-License-Identifier: Apache-2.0
import type {
  IngestionKeyStatus,
  InvitationStatus,
  MappingLevel,
} from '../access';
import type { RequestOptions } from './createApiClient';

/** @public */
export interface ListOptions extends RequestOptions {
  /** Part of a name, title, description or e-mail address. */
  readonly q?: string;
  /** 1 to 200; 50 by default. */
  readonly limit?: number;
  /** The nextCursor of an earlier page of the same list. */
  readonly cursor?: string;
}

/** @public */
export interface ListGroupsOptions extends ListOptions {
  readonly source?: 'catalog' | 'local';
  /** Id of a role that the groups hold themselves. */
  readonly role?: string;
}

/** @public */
export interface ListMembersOptions extends ListOptions {
  readonly source?: 'catalog' | 'invitation' | 'unknown';
  /** Id of a role that the members hold, in whatever way. */
  readonly role?: string;
}

/** @public */
export interface ListInvitationsOptions extends ListOptions {
  readonly status?: InvitationStatus;
}

/** @public */
export interface ListIngestionKeysOptions extends ListOptions {
  readonly status?: IngestionKeyStatus;
}

/** @public */
export interface AssignRolesRequest {
  /** Ids. */
  readonly roles: readonly string[];
  /** References of groups and members. */
  readonly subjects: readonly string[];
  readonly level: MappingLevel;
}

/** @public */
export interface ExplainOptions extends RequestOptions {
  readonly member: string;
  readonly permission: string;
  readonly project?: string;
  /** ISO 8601; now by default. */
  readonly asOf?: string;
}
