// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createServiceFactory,
  type UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import request from 'supertest';
import { eventually } from '../../../__testUtils__/eventually';
import auditLog from '../../..';

export const RETAIL = 'system:default/retail';

/** Who sends a request: the value of its Authorization header. */
export const CALLERS = {
  nobody: mockCredentials.none.header(),
  /** Without any role. */
  engineer: mockCredentials.user.header('user:default/jane'),
  /** Holds the bundles for one project only. */
  projectAdministrator: mockCredentials.user.header('user:default/pam'),
  /** Has the built-in role Auditor. */
  auditor: mockCredentials.user.header('user:default/ann'),
  /** Holds ACCESS-MANAGEMENT, and nothing else but the log of one project. */
  manager: mockCredentials.user.header('user:default/mia'),
  administrator: mockCredentials.user.header('user:default/boss'),
  service: mockCredentials.service.header(),
} as const;
export type Caller = keyof typeof CALLERS;

const user = (name: string, memberOf: string[] = []): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
  spec: {
    memberOf,
    profile: {
      displayName: name[0].toUpperCase() + name.slice(1),
      email: `${name}@meridian.example`,
    },
  },
});
const group = (name: string, parent?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name },
  spec: { type: 'team', children: [], ...(parent && { parent }) },
});
/** Jane and mia are in shop, which is a part of company. */
const ENTITIES: Entity[] = [
  ...['boss', 'pam', 'ann'].map(name => user(name)),
  ...['jane', 'mia'].map(name => user(name, ['shop'])),
  group('shop', 'company'),
  group('company'),
];
const PEOPLE_AND_GROUPS = ENTITIES.length;

const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: (): UserInfoService => ({
    async getUserInfo(credentials) {
      const { userEntityRef } = credentials.principal as unknown as {
        userEntityRef: string;
      };
      return { userEntityRef, ownershipEntityRefs: [userEntityRef] };
    },
  }),
});

/** A policy that allows everything, as the stock one: what is refused, roles refuse. */
const allow = async (
  requests: readonly unknown[],
): Promise<DefinitivePolicyDecision[]> =>
  requests.map(() => ({ result: AuthorizeResult.ALLOW }));
const permissions = mockServices.permissions.mock({
  authorize: allow,
  authorizeConditional: allow,
});

type Method = 'get' | 'post' | 'put' | 'delete';

/** A backend with boss as administrator by configuration, and the roles that the callers have, given by boss. */
export async function startAccessBackend() {
  const { server } = await startTestBackend({
    features: [
      auditLog,
      userInfo,
      permissions.factory,
      catalogServiceMock.factory({ entities: ENTITIES }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          auditLog: { administrators: { users: ['boss'] } },
        },
      }),
    ],
  });
  const call = (
    who: Caller,
    method: Method,
    path: string,
    options: { readonly body?: object; readonly ifMatch?: string } = {},
  ) => {
    const sent = request(server)
      [method](`/api/audit-log/v1${path}`)
      .set('Authorization', CALLERS[who]);
    if (options.ifMatch !== undefined) {
      sent.set('If-Match', options.ifMatch);
    }
    return options.body ? sent.send(options.body) : sent;
  };
  const boss = async (method: Method, path: string, body?: object) => {
    const answer = await call('administrator', method, path, { body });
    if (answer.status >= 300) {
      throw new Error(JSON.stringify(answer.body));
    }
    return answer.body;
  };
  await eventually(
    async () => {
      const [{ total: groups }, { total: people }] = [
        await boss('get', '/groups'),
        await boss('get', '/members'),
      ];
      return groups + people;
    },
    total => total === PEOPLE_AND_GROUPS,
  );

  const give = async (subject: string, held: string[], level: object) => {
    const { id } = await boss('post', '/roles', {
      name: `Role of ${subject} ${held}`,
      permissions: held,
    });
    await boss('post', '/assignments', {
      roles: [id],
      subjects: [subject],
      level,
    });
    return id as string;
  };
  const organization = { kind: 'organization' };
  const retail = { kind: 'project', project: RETAIL };
  await give(
    'user:default/pam',
    ['LOG-MANAGEMENT', 'ACCESS-MANAGEMENT'],
    retail,
  );
  await give('user:default/mia', ['ACCESS-MANAGEMENT'], organization);
  const logOfProject = await give(
    'user:default/mia',
    ['LOG-MANAGEMENT'],
    retail,
  );
  await boss('post', '/assignments', {
    roles: ['auditor'],
    subjects: ['user:default/ann'],
    level: organization,
  });

  return {
    call,
    boss,
    /** Id of the role LOG-MANAGEMENT that mia has for the project retail. */
    logOfProject,
    /** Events of access control, once they are as expected; the newest first. */
    events: (
      query: string,
      isExpected: (items: readonly AuditEvent[]) => boolean,
    ) =>
      eventually(async () => {
        const { body } = await call(
          'service',
          'get',
          `/events?plugin=audit-log&${query}`,
        );
        return (body.items ?? []) as AuditEvent[];
      }, isExpected),
  };
}
