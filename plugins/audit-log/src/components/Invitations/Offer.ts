// SPDX-License-Identifier: Apache-2.0
import type {
  Group,
  MappingLevel,
  Role,
} from 'backstage-plugin-audit-log-common';

/** What is offered to those who are invited. */
export interface Offer {
  readonly roles: readonly Role[];
  readonly groups: readonly Group[];
  /** What the roles are given for; undefined while a project is still to be picked. */
  readonly level: MappingLevel | undefined;
}

export const NOTHING_OFFERED: Offer = {
  roles: [],
  groups: [],
  level: { kind: 'organization' },
};

/** How the server calls the fields of an invitation. */
export const INVITATION_FIELDS = [
  'emails',
  'roles',
  'groups',
  'level',
] as const;
