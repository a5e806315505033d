// SPDX-License-Identifier: Apache-2.0
import type {
  Assignment,
  Grant,
  GroupMember,
  IngestionKey,
  Invitation,
  Member,
  OwnAccess,
  PermissionList,
  Reference,
  Role,
} from 'backstage-plugin-audit-log-common';

export type StoredRole = Omit<Role, 'usage'>;
export type StoredPerson = Pick<
  Member,
  'ref' | 'title' | 'email' | 'source' | 'lastSeenAt'
>;
export interface StoredGroup {
  readonly ref: string;
  readonly source: 'catalog' | 'local';
  title: string;
  description: string;
  readonly parent?: string;
  members: Pick<GroupMember, 'ref' | 'grant'>[];
  version?: number;
}
export type StoredInvitation = Invitation & { token: string };
export type StoredKey = Omit<IngestionKey, 'status'>;

/** Everything that the example server keeps. */
export interface Organization {
  /** The person who asks. */
  me: string;
  /** Administrators by the configuration: people and groups. */
  readonly administrators: readonly string[];
  readonly settings: Pick<
    OwnAccess,
    'authorization' | 'catalog' | 'invitations'
  >;
  readonly permissions: PermissionList;
  roles: StoredRole[];
  people: StoredPerson[];
  groups: StoredGroup[];
  /** Titles are looked up when they are read. */
  assignments: Assignment[];
  invitations: StoredInvitation[];
  keys: StoredKey[];
}

/** A reference with the name of what it stands for. */
export function named(organization: Organization, ref: string): Reference {
  const { people, groups, roles } = organization;
  const title =
    people.find(person => person.ref === ref)?.title ??
    groups.find(group => group.ref === ref)?.title ??
    roles.find(({ id }) => `role:${id}` === ref)?.name;
  return title ? { ref, title } : { ref };
}

/** That the person who asks gave something just now. */
export function grantedNow(organization: Organization): Grant {
  return {
    since: new Date().toISOString(),
    by: named(organization, organization.me),
    operationId: crypto.randomUUID(),
  };
}
