// SPDX-License-Identifier: Apache-2.0
import { AccessModel } from 'backstage-plugin-audit-log-backend/src/access/model/AccessModel';
import { Directory } from 'backstage-plugin-audit-log-backend/src/access/model/Directory';

export const PEOPLE = 20_000;
export const GROUPS = 5_000;
export const ROLES = 200;
const PERMISSIONS = 400;
const PERMISSIONS_OF_ROLE = 12;
/** Each person is directly in so many groups. */
const MEMBERSHIPS = 3;
/** Groups below each; five levels of them. */
const CHILDREN = 8;
const PROJECTS = 500;

export const personAt = (index: number) => `user:default/person-${index}`;
export const groupAt = (index: number) => `group:default/group-${index}`;
export const permissionAt = (index: number) => `plugin.permission-${index}`;

const list = <T>(length: number, make: (index: number) => T) =>
  Array.from({ length }, (_, index) => make(index));

/** An organization in which every group has a role, every fifth for one project only. */
export function largeOrganization(): AccessModel {
  const origin = {};
  return AccessModel.create({
    version: 'bench',
    directory: Directory.create({
      people: list(PEOPLE, index => ({
        ref: personAt(index),
        title: `Person ${index}`,
        source: 'catalog',
        knownSince: 0,
      })),
      groups: list(GROUPS, index => ({
        ref: groupAt(index),
        title: `Group ${index}`,
        description: '',
      })),
      edges: [
        ...list(PEOPLE * MEMBERSHIPS, index => ({
          child: personAt(index % PEOPLE),
          group: groupAt((index * 7_919) % GROUPS),
          origin,
        })),
        ...list(GROUPS - 1, index => ({
          child: groupAt(index + 1),
          group: groupAt(Math.floor(index / CHILDREN)),
          origin,
        })),
      ],
    }),
    facts: {
      roles: list(ROLES, index => ({
        id: `role-${index}`,
        name: `Role ${index}`,
        description: '',
        permissions: [
          ...list(PERMISSIONS_OF_ROLE, at =>
            permissionAt((index * 31 + at * 7) % PERMISSIONS),
          ),
          ...(index % 10 === 0 ? ['audit-log.view', 'audit-log.read'] : []),
        ],
        builtIn: false,
        version: 1,
        origin,
      })),
      groups: [],
      memberships: [],
      assignments: list(GROUPS, index => ({
        id: `assignment-${index}`,
        role: `role-${(index * 13) % ROLES}`,
        subject: groupAt(index),
        ...(index % 5 === 0 && {
          project: `system:default/project-${index % PROJECTS}`,
        }),
        fixed: false,
        origin,
      })),
    },
  });
}
