// SPDX-License-Identifier: Apache-2.0
import {
  createBackendModule,
  createBackendPlugin,
  type BackendFeature,
  type RootLoggerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type ServiceMock,
} from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- what the policy decides from, in the same backend
import auditLog from 'backstage-plugin-audit-log-backend';
import { auditLogViewPermission } from 'backstage-plugin-audit-log-common';
import {
  AccessDecider,
  accessControlServiceRef,
  type AccessSnapshot,
} from 'backstage-plugin-audit-log-node';
import request from 'supertest';
import accessControl from '.';

const DELETES = createPermission({
  name: 'toy.delete',
  attributes: { action: 'delete' },
});
const PLAY = createPermission({ name: 'toy.play', attributes: {} });

const SNAPSHOT: AccessSnapshot = {
  version: '1',
  roles: [['*'], [DELETES.name]],
  grants: [{ role: 0 }, { role: 1 }],
  people: {
    'user:default/boss': [0],
    'user:default/holder': [1],
    'user:default/jane': [],
  },
  claims: {},
};

/** A backend with the permission backend and this policy; `current` is what the audit log knows. */
async function start(
  options: {
    readonly settings?: object;
    readonly more?: readonly BackendFeature[];
    readonly current?: () => AccessSnapshot | undefined;
  } = {},
) {
  const { settings = {}, more = [], current = () => SNAPSHOT } = options;
  const auditLogOfTest = createBackendPlugin({
    pluginId: 'audit-log',
    register: env =>
      env.registerInit({
        deps: { access: accessControlServiceRef },
        init: async ({ access }) =>
          access.attach(() => {
            const snapshot = current();
            return snapshot && AccessDecider.create(snapshot);
          }),
      }),
  });
  return startBackend([auditLogOfTest, ...more], settings);
}

async function startBackend(
  features: readonly BackendFeature[],
  settings: object,
) {
  const logger: ServiceMock<RootLoggerService> = mockServices.rootLogger.mock();
  logger.child.mockReturnValue(logger);
  const { server } = await startTestBackend({
    features: [
      ...features,
      permissionBackend,
      accessControl,
      logger.factory,
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true }, auditLog: settings },
      }),
    ],
  });
  const authorize = async (name: string) => {
    const { body } = await request(server)
      .post('/api/permission/authorize')
      .set('Authorization', mockCredentials.user.header(`user:default/${name}`))
      .send({
        items: [DELETES, PLAY, auditLogViewPermission].map(permission => ({
          id: permission.name,
          permission,
        })),
      });
    return body.items.map(({ result }: { result: string }) => result);
  };
  const said = () => logger.info.mock.calls.map(([text]) => text).join('\n');
  return { authorize, said };
}

const { ALLOW, DENY } = AuthorizeResult;

describe('the module', () => {
  it('decides for the permission backend, and denies what no role mentions', async () => {
    const { authorize, said } = await start();
    expect(await authorize('boss')).toEqual([ALLOW, ALLOW, ALLOW]);
    expect(await authorize('holder')).toEqual([ALLOW, DENY, DENY]);
    expect(await authorize('jane')).toEqual([DENY, DENY, DENY]);
    expect(said()).toMatch(/what no role mentions is denied to everyone but/);
  });

  it('allows what no role mentions when it is told to', async () => {
    const { authorize, said } = await start({
      settings: { accessControl: { fallback: 'allow' } },
    });
    expect(await authorize('holder')).toEqual([ALLOW, ALLOW, DENY]);
    expect(await authorize('jane')).toEqual([DENY, ALLOW, DENY]);
    expect(said()).toMatch(/what no role mentions is allowed to everyone/);
  });

  it('goes by a change from the next request on', async () => {
    let snapshot: AccessSnapshot | undefined;
    const { authorize } = await start({ current: () => snapshot });
    expect(await authorize('boss')).toEqual([DENY, DENY, DENY]);
    snapshot = SNAPSHOT;
    expect(await authorize('holder')).toEqual([ALLOW, DENY, DENY]);
    snapshot = {
      ...SNAPSHOT,
      version: '2',
      grants: [{ role: 1 }, { role: 0 }],
    };
    expect(await authorize('holder')).toEqual([ALLOW, ALLOW, ALLOW]);
    expect(await authorize('boss')).toEqual([ALLOW, DENY, DENY]);
  });

  it('decides from the roles that the audit log keeps', async () => {
    const { authorize } = await startBackend([auditLog], {
      administrators: { users: ['boss'] },
    });
    expect(await authorize('boss')).toEqual([ALLOW, ALLOW, ALLOW]);
    expect(await authorize('jane')).toEqual([DENY, DENY, DENY]);
  });

  it('does not start beside another policy', async () => {
    const otherPolicy = createBackendModule({
      pluginId: 'permission',
      moduleId: 'other-policy',
      register: env =>
        env.registerInit({
          deps: { policies: policyExtensionPoint },
          init: async ({ policies }) =>
            policies.setPolicy({ handle: async () => ({ result: ALLOW }) }),
        }),
    });
    await expect(start({ more: [otherPolicy] })).rejects.toThrow(
      'Policy already set',
    );
  });

  it('does not start with a fallback that it does not know', async () => {
    await expect(
      start({ settings: { accessControl: { fallback: 'ask' } } }),
    ).rejects.toThrow(
      /auditLog\.accessControl\.fallback: must be deny or allow, got 'ask'/,
    );
  });
});
