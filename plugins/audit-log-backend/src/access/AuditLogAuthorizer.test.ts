// SPDX-License-Identifier: Apache-2.0
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { ServerPermissionClient } from '@backstage/plugin-permission-node';
import {
  auditLogConfigurePermission,
  auditLogErasePermission,
  auditLogVerifyPermission,
} from 'backstage-plugin-audit-log-common';
import {
  AccessDecider,
  type AccessSnapshot,
} from 'backstage-plugin-audit-log-node';
import { AccessAuthorizer } from './AccessAuthorizer';
import { AuditLogAuthorizer } from './AuditLogAuthorizer';

const RETAIL = 'system:default/retail';
const BILLING = 'system:default/billing';

const SNAPSHOT: AccessSnapshot = {
  version: '1',
  roles: [
    ['*'],
    ['audit-log.read'],
    ['audit-log.export'],
    ['access-control.read'],
    [
      'audit-log.view',
      'audit-log.read',
      'audit-log.export',
      'audit-log.verify',
    ],
  ],
  grants: [
    { role: 0 },
    { role: 1, project: RETAIL },
    { role: 1, project: BILLING },
    { role: 2, project: BILLING },
    { role: 3 },
    { role: 0, project: RETAIL },
    { role: 4, project: RETAIL },
    { role: 4 },
  ],
  people: {
    'user:default/boss': [0],
    'user:default/reader': [1, 2, 3],
    'user:default/viewer': [4],
    'user:default/head': [5],
    'user:default/manager': [6],
    'user:default/auditor': [7],
    'user:default/jane': [],
  },
  claims: { 'group:default/admins': [0] },
};

/** Both authorizers, with the stock policy unless the test says otherwise. */
function authorizers(
  options: {
    readonly fresh?: () => Promise<AccessDecider>;
    readonly mode?: 'roles' | 'framework';
    readonly result?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
  } = {},
) {
  const { result = AuthorizeResult.ALLOW, mode = 'roles' } = options;
  const userInfo = mockServices.userInfo.mock();
  userInfo.getUserInfo.mockResolvedValue({
    userEntityRef: 'user:default/stranger',
    ownershipEntityRefs: ['group:default/admins'],
  });
  const shared = {
    auth: mockServices.auth(),
    permissions: mockServices.permissions({ result }),
    userInfo,
    access: {
      fresh: options.fresh ?? (async () => AccessDecider.create(SNAPSHOT)),
    },
    mode,
  };
  return {
    userInfo,
    events: AuditLogAuthorizer.create({
      ...shared,
      ruleset: {
        getRuleByName: () => {
          throw new Error('No conditions here');
        },
      },
    }),
    control: AccessAuthorizer.create(shared),
  };
}
const user = (name: string) => mockCredentials.user(`user:default/${name}`);

describe('AuditLogAuthorizer', () => {
  it('lets people export what they may both read and export', async () => {
    const { events } = authorizers();
    expect(await events.authorizeReading(user('reader'))).toEqual({
      kind: 'matching',
      criteria: { projects: [RETAIL, BILLING] },
    });
    expect(await events.authorizeExport(user('reader'))).toEqual({
      kind: 'matching',
      criteria: {
        allOf: [{ projects: [RETAIL, BILLING] }, { projects: [BILLING] }],
      },
    });
    expect(await events.authorizeExport(user('boss'))).toEqual({
      kind: 'everything',
    });
  });

  it('fails when the roles cannot be asked, whoever asks and whatever the policy allows', async () => {
    const { events, control } = authorizers({
      fresh: () => Promise.reject(new Error('The database is away')),
    });
    for (const asking of [
      events.authorizeReading(user('boss')),
      events.authorizeExport(user('boss')),
      events.authorizeOrganization(user('boss'), auditLogErasePermission),
      control.authorizeAccess(user('boss'), 'read'),
    ]) {
      await expect(asking).rejects.toThrow('The database is away');
    }
  });

  it('fails when it cannot be found out what a sign-in said', async () => {
    const { events, userInfo } = authorizers();
    userInfo.getUserInfo.mockRejectedValue(new Error('Auth is away'));
    await expect(events.authorizeReading(user('stranger'))).rejects.toThrow(
      'Auth is away',
    );
    expect(await events.authorizeReading(user('boss'))).toEqual({
      kind: 'everything',
    });
  });

  it('asks what a sign-in said of people whom the catalog does not know, and of no others', async () => {
    const { events, userInfo } = authorizers();
    await events.authorizeReading(user('reader'));
    expect(userInfo.getUserInfo).not.toHaveBeenCalled();
    expect(await events.authorizeReading(user('stranger'))).toEqual({
      kind: 'everything',
    });
    expect(userInfo.getUserInfo).toHaveBeenCalledTimes(1);
  });
});

describe('AuditLogAuthorizer, about the ledger as a whole', () => {
  const PERMISSIONS = [
    auditLogVerifyPermission,
    auditLogConfigurePermission,
    auditLogErasePermission,
  ];
  const allowed = async (
    { events }: ReturnType<typeof authorizers>,
    credentials: Parameters<AuditLogAuthorizer['authorizeOrganization']>[0],
  ) => {
    const outcomes = await Promise.all(
      PERMISSIONS.map(permission =>
        events.authorizeOrganization(credentials, permission).then(
          () => [permission.name],
          (error: Error) => (error.name === 'NotAllowedError' ? [] : [error]),
        ),
      ),
    );
    return outcomes.flat();
  };
  const ALL = PERMISSIONS.map(({ name }) => name);

  it.each([
    ['nobody', mockCredentials.none(), []],
    ['jane', user('jane'), []],
    ['an administrator', user('boss'), ALL],
    ['an administrator of one project', user('head'), []],
    ['a reader of projects', user('reader'), []],
    ['who has LOG-MANAGEMENT for a project', user('manager'), []],
    ['an auditor', user('auditor'), ['audit-log.verify']],
    ['a service', mockCredentials.service('plugin:toy'), ALL],
  ])('lets %s do what they may', async (_, credentials, expected) => {
    expect(await allowed(authorizers(), credentials)).toEqual(expected);
    const denying = authorizers({ result: AuthorizeResult.DENY });
    expect(await allowed(denying, credentials)).toEqual([]);
  });

  it('leaves people to the policy in mode framework', async () => {
    const { DENY } = AuthorizeResult;
    expect(
      await allowed(authorizers({ mode: 'framework' }), user('jane')),
    ).toEqual(ALL);
    expect(
      await allowed(
        authorizers({ mode: 'framework', result: DENY }),
        user('jane'),
      ),
    ).toEqual([]);
  });
});

describe('AccessAuthorizer', () => {
  const NOBODY = mockCredentials.none();
  const SERVICE = mockCredentials.service('plugin:toy');
  const READS_ROLES = mockCredentials.service('external:reports', {
    permissionNames: ['access-control.read'],
  });

  async function outcomes(
    control: AccessAuthorizer,
    credentials: typeof NOBODY | ReturnType<typeof user> | typeof SERVICE,
  ) {
    const outcome = (action: 'read' | 'manage') =>
      control.authorizeAccess(credentials, action).then(
        ({ ref }) => ref,
        ({ name }: Error) => name,
      );
    return [await outcome('read'), await outcome('manage')];
  }
  const NO = 'NotAllowedError';

  it.each([
    ['nobody', NOBODY, [NO, NO]],
    ['jane', user('jane'), [NO, NO]],
    [
      'an administrator',
      user('boss'),
      ['user:default/boss', 'user:default/boss'],
    ],
    [
      'a member of administrators',
      user('stranger'),
      ['user:default/stranger', 'user:default/stranger'],
    ],
    ['who may look', user('viewer'), ['user:default/viewer', NO]],
    ['an administrator of one project', user('head'), [NO, NO]],
    ['a reader of events', user('reader'), [NO, NO]],
    ['a service', SERVICE, ['plugin:toy', 'plugin:toy']],
  ] as const)('decides about %s', async (_, credentials, expected) => {
    expect(await outcomes(authorizers().control, credentials)).toEqual(
      expected,
    );
  });

  it('needs the consent of the policy as well', async () => {
    const { control } = authorizers({ result: AuthorizeResult.DENY });
    expect(await outcomes(control, user('boss'))).toEqual([NO, NO]);
  });

  it('leaves people to the policy in mode framework', async () => {
    const allowing = authorizers({ mode: 'framework' }).control;
    expect(await outcomes(allowing, user('jane'))).toEqual([
      'user:default/jane',
      'user:default/jane',
    ]);
    expect(await outcomes(allowing, NOBODY)).toEqual([NO, NO]);
    const denying = authorizers({
      mode: 'framework',
      result: AuthorizeResult.DENY,
    }).control;
    expect(await outcomes(denying, user('boss'))).toEqual([NO, NO]);
  });

  it('goes by the access restrictions of a service', async () => {
    const control = AccessAuthorizer.create({
      auth: mockServices.auth(),
      permissions: ServerPermissionClient.fromConfig(
        mockServices.rootConfig({ data: { permission: { enabled: true } } }),
        { auth: mockServices.auth(), discovery: mockServices.discovery() },
      ),
      userInfo: mockServices.userInfo(),
      access: { fresh: () => Promise.reject(new Error('Not asked for')) },
      mode: 'roles',
    });
    expect(await outcomes(control, READS_ROLES)).toEqual([
      'external:reports',
      NO,
    ]);
  });
});
