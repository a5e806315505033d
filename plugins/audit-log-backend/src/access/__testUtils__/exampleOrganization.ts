// SPDX-License-Identifier: Apache-2.0
import { AccessModel } from '../model/AccessModel';
import { Directory } from '../model/Directory';
import type {
  AccessFacts,
  DirectoryFacts,
  Edge,
  RoleAssignment,
  StoredRole,
} from '../model/facts';

export const user = (name: string) => `user:default/${name}`;
export const group = (name: string) => `group:default/${name}`;

export const edge = (child: string, above: string): Edge => ({
  child,
  group: above,
  origin: {},
});

export const role = (
  id: string,
  permissions: readonly string[],
): StoredRole => ({
  id,
  name: `Role ${id}`,
  description: '',
  permissions,
  builtIn: false,
  version: 1,
  origin: {},
});

export const assignment = (
  roleId: string,
  subject: string,
  project?: string,
): RoleAssignment => ({
  id: `${roleId} of ${subject} for ${project}`,
  role: roleId,
  subject,
  ...(project !== undefined && { project }),
  fixed: false,
  origin: {},
});

/**
 * Jane is in checkout, which is part of retail, which is part of company; Omar is in company itself, Zoe in nothing. Of
 * the local group reviewers Omar and a stranger are members, whom the catalog does not know.
 */
export const DIRECTORY: DirectoryFacts = {
  people: ['jane', 'omar', 'zoe'].map(name => ({
    ref: user(name),
    title: name,
    email: `${name}@meridian.example`,
    source: 'catalog',
    knownSince: 0,
  })),
  groups: ['checkout', 'retail', 'company'].map(name => ({
    ref: group(name),
    title: name,
    description: '',
  })),
  edges: [
    edge(user('jane'), group('checkout')),
    edge(user('omar'), group('company')),
    edge(group('checkout'), group('retail')),
    edge(group('retail'), group('company')),
  ],
};

export function modelOf(
  facts: Partial<AccessFacts>,
  directory: DirectoryFacts = DIRECTORY,
): AccessModel {
  return AccessModel.create({
    version: '1',
    facts: {
      roles: [],
      groups: [
        {
          ref: 'local-group:reviewers',
          title: 'Reviewers',
          description: '',
          version: 1,
          origin: {},
        },
      ],
      memberships: [
        edge(user('omar'), 'local-group:reviewers'),
        edge(user('stranger'), 'local-group:reviewers'),
      ],
      assignments: [],
      ...facts,
    },
    directory: Directory.create(directory),
  });
}
