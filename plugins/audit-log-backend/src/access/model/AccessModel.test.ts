// SPDX-License-Identifier: Apache-2.0
import {
  assignment,
  DIRECTORY,
  edge,
  group,
  modelOf,
  role,
  user,
} from '../__testUtils__/exampleOrganization';
import { holds } from './holds';

const people = ['jane', 'omar', 'zoe', 'stranger'].map(user);
const principal = (ref: string, claims: readonly string[] = []) => ({
  userEntityRef: ref,
  ownershipEntityRefs: claims,
});

describe('AccessModel', () => {
  it.each([
    [group('checkout'), ['jane']],
    [group('retail'), ['jane']],
    [group('company'), ['jane', 'omar']],
    ['local-group:reviewers', ['omar', 'stranger']],
    [user('zoe'), ['zoe']],
    [group('unknown'), []],
  ])('gives a role of %s to %j', (subject, expected) => {
    const model = modelOf({ assignments: [assignment('auditor', subject)] });
    expect(
      people.filter(person =>
        holds(model, principal(person), 'audit-log.read'),
      ),
    ).toEqual(expected.map(user));
  });

  it('says by which groups somebody comes to a role, the nearest first', () => {
    const model = modelOf({
      assignments: [
        assignment('auditor', group('company')),
        assignment('auditor', group('checkout')),
        assignment('auditor', user('jane')),
      ],
    });
    expect(model.rolePaths(user('jane')).map(({ via }) => via)).toEqual([
      [],
      [group('checkout')],
      [group('checkout'), group('retail'), group('company')],
    ]);
    expect(model.rolePaths(user('jane'))[2].membership).toEqual(
      edge(user('jane'), group('checkout')),
    );
  });

  it('comes to an end in a hierarchy that runs in circles', () => {
    const model = modelOf(
      { assignments: [assignment('auditor', group('retail'))] },
      {
        ...DIRECTORY,
        edges: [
          ...DIRECTORY.edges,
          edge(group('company'), group('checkout')),
          edge(group('company'), group('company')),
        ],
      },
    );
    expect([...model.membersOf(group('checkout'))].sort()).toEqual(
      ['jane', 'omar'].map(user),
    );
    expect(model.rolePaths(user('omar'))).toHaveLength(1);
  });

  it('counts a role for a project for that project only', () => {
    const billing = 'system:default/billing';
    const model = modelOf({
      assignments: [assignment('auditor', group('checkout'), billing)],
    });
    const jane = principal(user('jane'));
    expect(holds(model, jane, 'audit-log.read')).toBe(false);
    expect(holds(model, jane, 'audit-log.read', billing)).toBe(true);
    expect(holds(model, jane, 'audit-log.read', 'system:default/other')).toBe(
      false,
    );
  });

  it('takes bundles apart, and an asterisk for everything', () => {
    const model = modelOf({
      roles: [role('logs', ['LOG-MANAGEMENT']), role('some', ['a.b'])],
      assignments: [
        assignment('logs', user('jane')),
        assignment('some', user('zoe')),
        assignment('administrator', user('omar')),
      ],
    });
    const held = (name: string) =>
      ['audit-log.export', 'access-control.manage', 'a.b', 'c.d'].filter(
        permission => holds(model, principal(user(name)), permission),
      );
    expect(held('jane')).toEqual(['audit-log.export']);
    expect(held('zoe')).toEqual(['a.b']);
    expect(held('omar')).toHaveLength(4);
  });

  it('believes the sign-in about groups only for whom the catalog does not know', () => {
    const model = modelOf({
      assignments: [assignment('auditor', group('retail'))],
    });
    const claims = [group('checkout')];
    expect(holds(model, principal(user('zoe'), claims), 'audit-log.read')).toBe(
      false,
    );
    expect(
      holds(model, principal(user('stranger'), claims), 'audit-log.read'),
    ).toBe(true);
  });

  it('finds the administrators, in groups as well, and none at project level', () => {
    const model = modelOf({
      assignments: [
        assignment('administrator', group('retail')),
        assignment('administrator', user('gone')),
        assignment('administrator', user('zoe'), 'system:default/billing'),
      ],
    });
    expect([...model.administrators()].sort()).toEqual(
      ['gone', 'jane'].map(user),
    );
  });

  it('gives nothing for a role that is gone', () => {
    const model = modelOf({ assignments: [assignment('gone', user('jane'))] });
    expect(model.rolePaths(user('jane'))).toEqual([]);
  });
});
