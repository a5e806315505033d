// SPDX-License-Identifier: Apache-2.0
import {
  AccessDecider,
  type AccessPrincipal,
} from 'backstage-plugin-audit-log-node';
import {
  assignment,
  DIRECTORY,
  edge,
  group,
  modelOf,
  role,
  user,
} from '../__testUtils__/exampleOrganization';
import type { AccessModel } from './AccessModel';
import { compileSnapshot } from './compileSnapshot';
import { holds } from './holds';

const PROJECTS = ['system:default/billing', 'system:default/retail'];
const SUBJECTS = [
  user('jane'),
  user('omar'),
  user('stranger'),
  group('checkout'),
  group('retail'),
  group('company'),
  group('of-nobody'),
  'local-group:reviewers',
];
const PERMISSIONS = ['audit-log.read', 'audit-log.export', 'x.read'];

/** What the model says. */
function decisionOf(
  model: AccessModel,
  principal: AccessPrincipal,
  permission: string,
) {
  if (holds(model, principal, permission)) {
    return { kind: 'organization' };
  }
  const projects = PROJECTS.filter(project =>
    holds(model, principal, permission, project),
  );
  return projects.length > 0 && permission !== 'x.read'
    ? { kind: 'projects', projects }
    : { kind: 'none' };
}

describe('compileSnapshot', () => {
  it('decides as the model does, for every mapping and every person', () => {
    const roles = [
      role('logs', ['LOG-MANAGEMENT']),
      role('other', ['x.read', 'audit-log.read']),
    ];
    const mappings = SUBJECTS.flatMap(subject =>
      ['logs', 'other', 'administrator'].flatMap(id =>
        [undefined, ...PROJECTS].map(project =>
          assignment(id, subject, project),
        ),
      ),
    );
    const kinds = new Set<string>();
    // Each mapping alone, and each together with one that stands elsewhere.
    mappings.forEach((mapping, index) => {
      const model = modelOf({
        roles,
        assignments: [mapping, mappings[(index * 7 + 11) % mappings.length]],
      });
      const snapshot = JSON.parse(JSON.stringify(compileSnapshot(model)));
      const decider = AccessDecider.create(snapshot);
      for (const person of ['jane', 'omar', 'zoe', 'stranger'].map(user)) {
        const principal = {
          userEntityRef: person,
          ownershipEntityRefs: [person, group('checkout')],
        };
        for (const permission of PERMISSIONS) {
          const decision = decider.decide(principal, permission);
          // The order of projects is that of the grants, and says nothing.
          const sorted =
            'projects' in decision
              ? { ...decision, projects: [...decision.projects].sort() }
              : decision;
          expect(sorted).toEqual(decisionOf(model, principal, permission));
          kinds.add(decision.kind);
        }
      }
    });
    expect([...kinds].sort()).toEqual(['none', 'organization', 'projects']);
  });

  it('survives names that mean something to JavaScript', () => {
    const name = '__proto__';
    const model = modelOf(
      { assignments: [assignment('auditor', name)] },
      {
        ...DIRECTORY,
        people: [
          {
            ref: name,
            title: name,
            source: 'catalog',
            knownSince: 0,
          },
        ],
        edges: [edge(name, group('retail'))],
      },
    );
    const decider = AccessDecider.create(
      JSON.parse(JSON.stringify(compileSnapshot(model))),
    );
    expect(
      decider.decide(
        { userEntityRef: name, ownershipEntityRefs: [] },
        'audit-log.read',
      ),
    ).toEqual({ kind: 'organization' });
  });
});
