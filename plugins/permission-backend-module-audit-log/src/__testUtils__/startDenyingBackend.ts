// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import request from 'supertest';

/** Denied to everyone. */
export const DELETE = createPermission({
  name: 'toy.delete',
  attributes: { action: 'delete' },
});
/** Allowed to everyone. */
export const PLAY = createPermission({ name: 'toy.play', attributes: {} });
/** Denied for every toy. */
export const BREAK = createPermission({
  name: 'toy.break',
  attributes: {},
  resourceType: 'toy',
});
/** Allowed for toys whose reference begins with the letters "component:default/mine". */
export const TAKE = createPermission({
  name: 'toy.take',
  attributes: { action: 'update' },
  resourceType: 'toy',
});
export const MINE = 'component:default/mine';

/** A header by which a request comes from a plugin, on behalf of the person. */
export const ASKED_BY = 'asked-by';

const httpAuth = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const usual = mockServices.httpAuth({
      pluginId: plugin.getId(),
      defaultCredentials: mockCredentials.none(),
    });
    return {
      issueUserCookie: (response, options) =>
        usual.issueUserCookie(response, options),
      async credentials(req, options) {
        const given = await usual.credentials(req, options);
        const { userEntityRef } = given.principal as { userEntityRef?: string };
        // The mock forgets which plugin asks for a person. The permission backend does, to have conditions applied.
        const subject = req.headers.authorization?.includes('"obo"')
          ? 'plugin:permission'
          : req.headers[ASKED_BY];
        return userEntityRef && typeof subject === 'string'
          ? (mockCredentials.user(userEntityRef, { actor: { subject } }) as any)
          : given;
      },
    };
  },
});

const policy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'policy-of-the-test',
  register: env =>
    env.registerInit({
      deps: { policies: policyExtensionPoint },
      init: async ({ policies }) =>
        policies.setPolicy({
          handle: async ({ permission }) => {
            if (permission.name === TAKE.name) {
              return {
                result: AuthorizeResult.CONDITIONAL,
                pluginId: 'toy',
                resourceType: 'toy',
                conditions: { rule: 'IS_MINE', resourceType: 'toy' },
              };
            }
            return {
              result: [DELETE, BREAK].some(
                ({ name }) => name === permission.name,
              )
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
            };
          },
        }),
    }),
});

const toys = createPermissionResourceRef<string, string>().with({
  pluginId: 'toy',
  resourceType: 'toy',
});

/** Applies the conditions of the policy to its toys. */
const toy = createBackendPlugin({
  pluginId: 'toy',
  register: env =>
    env.registerInit({
      deps: { registry: coreServices.permissionsRegistry },
      init: async ({ registry }) =>
        registry.addResourceType({
          resourceRef: toys,
          permissions: [BREAK, TAKE],
          rules: [
            createPermissionRule({
              name: 'IS_MINE',
              description: 'Allows what is mine',
              resourceRef: toys,
              apply: ref => ref.startsWith(MINE),
              toQuery: () => MINE,
            }),
          ],
          getResources: async refs => [...refs],
        }),
    }),
});

export interface Question {
  readonly permission: Permission;
  readonly resourceRef?: string | readonly string[];
}

/** A backend with the real permission backend and a policy; the features decide what is recorded, and where. */
export async function startDenyingBackend(features: readonly BackendFeature[]) {
  const backend = await startTestBackend({
    features: [
      ...features,
      httpAuth,
      permissionBackend,
      policy,
      toy,
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true } },
      }),
    ],
  });
  const ask = (
    questions: readonly Question[],
    headers: Record<string, string> = {},
  ) =>
    request(backend.server)
      .post('/api/permission/authorize')
      .set({
        Authorization: mockCredentials.user.header('user:default/jane'),
        ...headers,
      })
      .send({
        items: questions.map((question, id) => ({ id: `${id}`, ...question })),
      });
  return { ask, stop: () => backend.stop() };
}
