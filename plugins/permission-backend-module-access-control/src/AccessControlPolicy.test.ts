// SPDX-License-Identifier: Apache-2.0
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import {
  accessControlManagePermission,
  auditLogExportPermission,
  auditLogReadPermission,
  auditLogViewPermission,
  projectEventsDecision,
} from 'backstage-plugin-audit-log-common';
import {
  AccessDecider,
  type AccessSnapshot,
} from 'backstage-plugin-audit-log-node';
import {
  AccessControlPolicy,
  type AccessControlFallback,
} from './AccessControlPolicy';

const RETAIL = 'system:default/retail';
const DELETES = createPermission({
  name: 'catalog.entity.delete',
  attributes: { action: 'delete' },
  resourceType: 'catalog-entity',
});
const PLAY = createPermission({ name: 'toy.play', attributes: {} });
const ALLOW = { result: AuthorizeResult.ALLOW };
const DENY = { result: AuthorizeResult.DENY };

const SNAPSHOT: AccessSnapshot = {
  version: '1',
  roles: [
    ['*'],
    ['audit-log.view', 'audit-log.read', 'audit-log.export', DELETES.name],
  ],
  grants: [{ role: 0 }, { role: 1 }, { role: 1, project: RETAIL }],
  people: {
    'user:default/boss': [0],
    'user:default/holder': [1],
    'user:default/retail': [2],
    'user:default/jane': [],
  },
  claims: { 'group:default/admins': [0] },
};

function policyOf(
  fallback: AccessControlFallback,
  snapshot: AccessSnapshot | undefined = SNAPSHOT,
) {
  const userInfo = mockServices.userInfo.mock();
  userInfo.getUserInfo.mockImplementation(async credentials => {
    const { userEntityRef } = credentials.principal as any;
    return { userEntityRef, ownershipEntityRefs: ['group:default/admins'] };
  });
  const decider = snapshot && AccessDecider.create(snapshot);
  const policy = AccessControlPolicy.create({
    access: { current: () => decider },
    userInfo,
    fallback,
  });
  const decide = (name: string | undefined, permission: Permission) =>
    policy.handle(
      { permission },
      name === undefined
        ? undefined
        : {
            credentials: mockCredentials.user(`user:default/${name}`),
            get info(): never {
              throw new Error('Deprecated, and to go');
            },
          },
    );
  return { decide, userInfo };
}

describe('AccessControlPolicy', () => {
  it.each([
    ['boss', DELETES, ALLOW],
    ['boss', PLAY, ALLOW],
    ['boss', auditLogReadPermission, ALLOW],
    ['boss', accessControlManagePermission, ALLOW],
    ['holder', DELETES, ALLOW],
    ['holder', auditLogReadPermission, ALLOW],
    ['holder', accessControlManagePermission, DENY],
    ['retail', auditLogReadPermission, projectEventsDecision([RETAIL])],
    ['retail', auditLogViewPermission, ALLOW],
    ['retail', auditLogExportPermission, ALLOW],
    ['retail', accessControlManagePermission, DENY],
    ['retail', DELETES, DENY],
    ['jane', DELETES, DENY],
    ['jane', auditLogReadPermission, DENY],
    [undefined, DELETES, DENY],
    [undefined, auditLogViewPermission, DENY],
  ] as const)(
    'decides about %s and %j whatever the fallback',
    async (name, permission, expected) => {
      for (const fallback of ['deny', 'allow'] as const) {
        const { decide } = policyOf(fallback);
        expect(await decide(name, permission)).toEqual(expected);
      }
    },
  );

  it.each([
    ['deny', DENY],
    ['allow', ALLOW],
  ] as const)(
    'has %s for what no role mentions',
    async (fallback, expected) => {
      const { decide } = policyOf(fallback);
      for (const name of ['jane', 'holder', 'retail', undefined]) {
        expect(await decide(name, PLAY)).toEqual(expected);
      }
    },
  );

  it('asks another policy about what no role mentions, and about nothing else', async () => {
    const handle: jest.MockedFunction<PermissionPolicy['handle']> = jest.fn();
    handle.mockResolvedValue(ALLOW as never);
    const { decide } = policyOf({ handle });
    expect(await decide('jane', DELETES)).toEqual(DENY);
    expect(await decide('holder', DELETES)).toEqual(ALLOW);
    expect(handle).not.toHaveBeenCalled();
    expect(await decide('jane', PLAY)).toEqual(ALLOW);
    expect(handle.mock.calls).toEqual([
      [
        { permission: PLAY },
        { credentials: mockCredentials.user('user:default/jane') },
      ].map(one => expect.objectContaining(one)),
    ]);
  });

  it('lets no fallback open a governed permission that no role mentions', async () => {
    const { decide } = policyOf('allow', { ...SNAPSHOT, roles: [[], []] });
    expect(await decide('jane', auditLogReadPermission)).toEqual(DENY);
    expect(await decide('jane', accessControlManagePermission)).toEqual(DENY);
  });

  it('denies everything while nothing is known, whatever the fallback', async () => {
    const other: PermissionPolicy = { handle: async () => ALLOW as never };
    for (const fallback of ['deny', 'allow', other] as const) {
      const policy = AccessControlPolicy.create({
        access: { current: () => undefined },
        userInfo: mockServices.userInfo.mock(),
        fallback,
      });
      for (const permission of [PLAY, DELETES, auditLogViewPermission]) {
        expect(await policy.handle({ permission })).toEqual(DENY);
      }
    }
  });

  it('does not give a basic permission the name of the one about events', async () => {
    const { decide } = policyOf('allow');
    const basic = createPermission({ name: 'audit-log.read', attributes: {} });
    expect(await decide('retail', basic)).toEqual(DENY);
  });

  it('looks up what a sign-in said of people whom the catalog does not know only', async () => {
    const { decide, userInfo } = policyOf('deny');
    for (const name of ['boss', 'holder', 'jane']) {
      await decide(name, PLAY);
    }
    expect(userInfo.getUserInfo).not.toHaveBeenCalled();
    expect(await decide('stranger', PLAY)).toEqual(ALLOW);
    expect(userInfo.getUserInfo).toHaveBeenCalledTimes(1);
  });
});
