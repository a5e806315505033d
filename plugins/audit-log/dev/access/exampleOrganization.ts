// SPDX-License-Identifier: Apache-2.0
import {
  BUILT_IN_ROLES,
  type MappingLevel,
} from 'backstage-plugin-audit-log-common';
import type { InMemoryAccessControlOptions } from '../InMemoryAccessControl';
import { exampleInvitations } from './exampleInvitations';
import { exampleKeys } from './exampleKeys';
import { EXAMPLE_PERMISSIONS } from './examplePermissions';
import type { Organization, StoredGroup, StoredPerson } from './Organization';

const DAY = 86_400_000;
const ORGANIZATION: MappingLevel = { kind: 'organization' };

/** Ids of the example organization's own roles and local groups. */
export const ROLE_IDS = {
  payments: '6a1f0c52-8a53-4f4e-9d0b-2f6a35c1e001',
  catalogEditor: '6a1f0c52-8a53-4f4e-9d0b-2f6a35c1e002',
  accessDesk: '6a1f0c52-8a53-4f4e-9d0b-2f6a35c1e003',
  unused: '6a1f0c52-8a53-4f4e-9d0b-2f6a35c1e004',
} as const;
export const LOCAL_GROUPS = {
  reviewers: 'local-group:0b8d3f6e-7a51-4c1d-8f3e-5d2c9a7b1001',
  contractors: 'local-group:0b8d3f6e-7a51-4c1d-8f3e-5d2c9a7b1002',
} as const;

const PEOPLE: readonly [name: string, title: string, seenDaysAgo?: number][] = [
  ['ada', 'Ada Lovelace', 0],
  ['grace', 'Grace Hopper', 1],
  ['alan', 'Alan Turing', 3],
  ['katherine', 'Katherine Johnson', 2],
  ['edsger', 'Edsger Dijkstra', 40],
  ['barbara', 'Barbara Liskov', 5],
  ['donald', 'Donald Knuth'],
  ['margaret', 'Margaret Hamilton', 8],
  ['tim', 'Tim Berners-Lee', 12],
  ['radia', 'Radia Perlman', 1],
  ['html', '<b>Bobby</b> Tables', 90],
];

/** A small organization: roles, groups of the catalog one below the other, local ones, a dozen people. */
export function exampleOrganization(
  options: InMemoryAccessControlOptions = {},
): Organization {
  const now = Date.now();
  const ago = (days: number) => new Date(now - days * DAY).toISOString();
  const by = { ref: 'user:default/ada', title: 'Ada Lovelace' };
  const grant = (days: number, operation: number) => ({
    since: ago(days),
    by,
    operationId: `0190a7c2-6f9e-7cc1-b8d4-${String(operation).padStart(
      12,
      '0',
    )}`,
  });
  const people: StoredPerson[] = PEOPLE.map(([name, title, seen]) => ({
    ref: `user:default/${name}`,
    title,
    email: `${name}@example.com`,
    source: 'catalog',
    lastSeenAt: seen === undefined ? undefined : ago(seen),
  }));
  people.push({
    ref: 'user:default/invited-linus',
    title: 'linus@partner.example',
    email: 'linus@partner.example',
    source: 'invitation',
    lastSeenAt: ago(4),
  });
  const role = (
    id: string,
    name: string,
    description: string,
    permissions: string[],
  ) => ({
    id,
    name,
    description,
    permissions,
    builtIn: false,
    version: 1,
    updatedAt: ago(30),
    updatedBy: by,
  });
  const assignment = (
    id: number,
    roleId: string,
    subject: string,
    level: MappingLevel,
    days: number,
  ) => ({
    id: `assignment-${id}`,
    role: { ref: `role:${roleId}` },
    subject: { ref: subject },
    level,
    grant: grant(days, id),
  });
  return {
    me: options.me ?? 'user:default/ada',
    administrators: options.administrators ?? ['user:default/ada'],
    settings: {
      authorization: options.authorization ?? 'roles',
      catalog: options.catalog ?? { state: 'current', syncedAt: ago(0) },
      invitations: { mail: options.mail ?? false, expireAfterDays: 7 },
    },
    permissions: {
      groups: EXAMPLE_PERMISSIONS,
      unavailable: [...(options.unavailable ?? [])],
      refreshedAt: ago(0),
    },
    roles: [
      ...BUILT_IN_ROLES.map(builtIn => ({
        ...builtIn,
        permissions: [...builtIn.permissions],
        builtIn: true,
        version: 1,
      })),
      role(ROLE_IDS.payments, 'Log Manager', 'Works with the audit log.', [
        'LOG-MANAGEMENT',
      ]),
      role(
        ROLE_IDS.catalogEditor,
        'Catalog Editor',
        'Registers & removes <entities>.',
        ['catalog.entity.create', 'catalog.entity.delete'],
      ),
      role(
        ROLE_IDS.accessDesk,
        'Access Desk',
        'Gives people access to the audit log.',
        ['LOG-MANAGEMENT', 'ACCESS-MANAGEMENT'],
      ),
      role(ROLE_IDS.unused, 'Nobody Yet', '', ['catalog.entity.refresh']),
    ],
    people,
    groups: exampleGroups(ago, grant),
    assignments: [
      assignment(
        1,
        ROLE_IDS.payments,
        'group:default/engineering',
        ORGANIZATION,
        20,
      ),
      assignment(
        2,
        ROLE_IDS.payments,
        LOCAL_GROUPS.contractors,
        { kind: 'project', project: 'system:default/shop' },
        12,
      ),
      assignment(
        3,
        ROLE_IDS.catalogEditor,
        'group:default/payments',
        ORGANIZATION,
        9,
      ),
      assignment(4, ROLE_IDS.accessDesk, 'user:default/grace', ORGANIZATION, 8),
      assignment(5, 'auditor', LOCAL_GROUPS.reviewers, ORGANIZATION, 6),
    ],
    invitations: exampleInvitations(now, by),
    keys: exampleKeys(now, by),
  };
}

function exampleGroups(
  ago: (days: number) => string,
  grant: (
    days: number,
    operation: number,
  ) => StoredGroup['members'][0]['grant'],
): StoredGroup[] {
  const catalog = (
    name: string,
    title: string,
    parent: string | undefined,
    members: readonly string[],
  ): StoredGroup => ({
    ref: `group:default/${name}`,
    source: 'catalog',
    title,
    description: `${title}, as the catalog has it`,
    parent: parent && `group:default/${parent}`,
    members: members.map(member => ({
      ref: `user:default/${member}`,
      grant: { since: ago(60) },
    })),
  });
  return [
    catalog('company', 'Company', undefined, []),
    catalog('engineering', 'Engineering', 'company', ['barbara']),
    catalog('payments', 'Payments', 'engineering', ['alan', 'katherine']),
    catalog('platform', 'Platform', 'engineering', ['radia', 'tim']),
    catalog('sales', 'Sales', 'company', ['donald', 'html']),
    {
      ref: LOCAL_GROUPS.reviewers,
      source: 'local',
      title: 'Reviewers',
      description: 'They look at the audit log before each release.',
      members: [{ ref: 'user:default/margaret', grant: grant(6, 11) }],
      version: 1,
    },
    {
      ref: LOCAL_GROUPS.contractors,
      source: 'local',
      title: 'Contractors',
      description: '',
      members: [
        { ref: 'user:default/edsger', grant: grant(11, 12) },
        { ref: 'user:default/invited-linus', grant: grant(4, 13) },
      ],
      version: 1,
    },
  ];
}
