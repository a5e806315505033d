// SPDX-License-Identifier: Apache-2.0
import {
  accessControlPermissions,
  auditLogPermissions,
  BUILT_IN_ROLES,
  EVERY_PERMISSION,
} from 'backstage-plugin-audit-log-common';
import { AccessDecider, type AccessPrincipal } from './AccessDecider';
import type { AccessSnapshot } from './AccessSnapshot';

const RETAIL = 'system:default/retail';
const BILLING = 'system:default/billing';
const READER = ['audit-log.view', 'audit-log.read', 'catalog.entity.delete'];

/** Indices in `grants`, by what they give. */
const EVERYTHING = 0;
const READS = 1;
const READS_RETAIL = 2;
const READS_BILLING = 3;
const EVERYTHING_IN_RETAIL = 4;

const SNAPSHOT: AccessSnapshot = {
  version: '1',
  roles: [[EVERY_PERMISSION], READER],
  grants: [
    { role: 0 },
    { role: 1 },
    { role: 1, project: RETAIL },
    { role: 1, project: BILLING },
    { role: 0, project: RETAIL },
  ],
  people: {
    'user:default/boss': [EVERYTHING],
    'user:default/reader': [READS],
    'user:default/inherits': [READS_RETAIL, READS_BILLING],
    'user:default/both': [READS_RETAIL, READS],
    'user:default/head': [EVERYTHING_IN_RETAIL],
    'user:default/jane': [],
    'user:default/__proto__': [READS],
  },
  claims: {
    'user:default/guest': [READS_BILLING],
    'group:default/readers': [READS],
    'group:default/retail': [READS_RETAIL],
  },
};

const person = (name: string, ...groups: string[]): AccessPrincipal => ({
  userEntityRef: `user:default/${name}`,
  ownershipEntityRefs: [`user:default/${name}`, ...groups],
});
const decide = (
  principal: AccessPrincipal | undefined,
  permission: string,
  snapshot: AccessSnapshot = SNAPSHOT,
) => AccessDecider.create(snapshot).decide(principal, permission);
const kind = (...args: Parameters<typeof decide>) => decide(...args).kind;

describe('AccessDecider', () => {
  it('gives what roles give for the whole organization', () => {
    expect(kind(person('reader'), 'audit-log.read')).toBe('organization');
    expect(kind(person('reader'), 'catalog.entity.delete')).toBe(
      'organization',
    );
    expect(kind(person('reader'), 'access-control.read')).toBe('none');
  });

  it('gives every permission there is to whoever holds all', () => {
    for (const name of [
      'audit-log.read',
      'access-control.manage',
      'toy.play',
    ]) {
      expect(kind(person('boss'), name)).toBe('organization');
    }
  });

  it('gives the events of every project that somebody has a role for', () => {
    expect(decide(person('inherits'), 'audit-log.read')).toEqual({
      kind: 'projects',
      projects: [RETAIL, BILLING],
    });
  });

  it('does not let a project narrow what the organization gives', () => {
    expect(kind(person('both'), 'audit-log.read')).toBe('organization');
  });

  it('takes a project for nothing where it means nothing', () => {
    expect(kind(person('inherits'), 'catalog.entity.delete')).toBe('none');
    for (const { name } of auditLogPermissions) {
      expect(kind(person('head'), name)).toBe('projects');
    }
    for (const { name } of accessControlPermissions) {
      expect(kind(person('head'), name)).toBe('none');
    }
    expect(kind(person('head'), 'toy.play')).toBe('unmentioned');
  });

  it('tells what no role mentions from what somebody does not have', () => {
    expect(kind(person('jane'), 'catalog.entity.delete')).toBe('none');
    expect(kind(person('jane'), 'toy.play')).toBe('unmentioned');
  });

  it('governs the permissions of the audit log and its own, mentioned or not', () => {
    const nothing = { ...SNAPSHOT, roles: [[], []] };
    for (const { name } of [
      ...auditLogPermissions,
      ...accessControlPermissions,
    ]) {
      expect(kind(person('jane'), name, nothing)).toBe('none');
    }
    expect(kind(person('jane'), 'audit-log.of-a-later-version')).toBe('none');
    expect(kind(person('jane'), 'audit-logs.of-another-plugin')).toBe(
      'unmentioned',
    );
  });

  it('goes by the sign-in of people whom the catalog does not know', () => {
    expect(decide(person('guest'), 'audit-log.read')).toEqual({
      kind: 'projects',
      projects: [BILLING],
    });
    expect(
      kind(person('stranger', 'group:default/readers'), 'audit-log.read'),
    ).toBe('organization');
    expect(
      decide(person('guest', 'group:default/retail'), 'audit-log.read'),
    ).toEqual({ kind: 'projects', projects: [BILLING, RETAIL] });
    expect(kind(person('stranger'), 'audit-log.read')).toBe('none');
  });

  it('does not believe a sign-in about people whom the catalog knows', () => {
    const jane = person('jane', 'group:default/readers');
    expect(kind(jane, 'audit-log.read')).toBe('none');
    const decider = AccessDecider.create(SNAPSHOT);
    expect(decider.knows('user:default/Jane')).toBe(true);
    expect(decider.knows('user:default/guest')).toBe(false);
  });

  it('compares references whatever their case', () => {
    expect(
      kind(
        { userEntityRef: 'User:Default/Boss', ownershipEntityRefs: [] },
        'audit-log.read',
      ),
    ).toBe('organization');
    expect(
      kind(person('stranger', 'Group:default/READERS'), 'audit-log.read'),
    ).toBe('organization');
    expect(
      kind(person('stranger', 'group:default/prüfer'), 'audit-log.read'),
    ).toBe('none');
    const claims = { 'group:default/prüfer': [READS] };
    expect(
      kind(person('stranger', 'group:default/PRÜFER'), 'audit-log.read', {
        ...SNAPSHOT,
        claims,
      }),
    ).toBe('organization');
  });

  it('does not take a name for a part of an object', () => {
    expect(kind(person('__proto__'), 'audit-log.read')).toBe('organization');
    const sent = JSON.parse(
      '{"version":"1","roles":[["audit-log.read"]],"grants":[{"role":0}],"people":{"__proto__":[0]},"claims":{}}',
    );
    const named = (userEntityRef: string) => ({
      userEntityRef,
      ownershipEntityRefs: ['constructor', 'toString'],
    });
    expect(kind(named('__proto__'), 'audit-log.read', sent)).toBe(
      'organization',
    );
    expect(kind(named('constructor'), 'audit-log.read', sent)).toBe('none');
    expect(kind(person('jane'), 'constructor')).toBe('unmentioned');
  });

  it('gives nobody nothing', () => {
    expect(kind(undefined, 'audit-log.read')).toBe('none');
    expect(kind(undefined, 'catalog.entity.delete')).toBe('none');
    expect(kind(undefined, 'toy.play')).toBe('unmentioned');
  });

  it('does not take the name of all permissions for one that a role mentions', () => {
    const builtIn = BUILT_IN_ROLES.map(({ permissions }) => permissions);
    expect(
      kind(person('jane'), 'toy.play', { ...SNAPSHOT, roles: builtIn }),
    ).toBe('unmentioned');
  });
});
