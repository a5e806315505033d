// SPDX-License-Identifier: Apache-2.0
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  coreServices,
  createBackendFeatureLoader,
  createBackendModule,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionBackend from '@backstage/plugin-permission-backend';
import {
  AuthorizeResult,
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import {
  RESOURCE_TYPE_AUDIT_EVENT,
  type AuditEvent,
} from 'backstage-plugin-audit-log-common';
import { auditEventSinkServiceRef } from 'backstage-plugin-audit-log-node';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import request from 'supertest';
import { auditEvent } from '../../__testUtils__/auditEvent';
import { eventually } from '../../__testUtils__/eventually';
import auditLog from '../..';
import { Administrators } from '../Administrators';
import { AccessStore } from '../store/AccessStore';
import { signIns } from './signIns';
import { BILLING_PROJECT, RETAIL_PROJECT, storeAccess } from './accessOfTests';

export const RETAIL = auditEvent({
  plugin: 'toy',
  projects: [{ ref: RETAIL_PROJECT }],
});
export const BILLING = auditEvent({
  plugin: 'toy',
  projects: [{ ref: BILLING_PROJECT }],
});

/** Who sends a request: the value of its Authorization header. */
export const PEOPLE = {
  nobody: '',
  jane: mockCredentials.user.header('user:default/jane'),
  administrator: mockCredentials.user.header('user:default/boss'),
  memberOfAdministrators: mockCredentials.user.header('user:default/member'),
  /** Reads and exports the events of the project retail. */
  projectReader: mockCredentials.user.header('user:default/project-reader'),
  /** Reads all events, and exports those of the project retail. */
  projectExporter: mockCredentials.user.header('user:default/project-exporter'),
  /** Reads and exports all events, through the group above theirs. */
  roleHolder: mockCredentials.user.header('user:default/holder'),
  service: mockCredentials.service.header(),
  readingService: 'Bearer may-read',
  otherService: 'Bearer may-something-else',
} as const;
export type Who = keyof typeof PEOPLE;

export const DECISIONS = {
  allow: { result: AuthorizeResult.ALLOW },
  deny: { result: AuthorizeResult.DENY },
  conditional: {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'audit-log',
    resourceType: RESOURCE_TYPE_AUDIT_EVENT,
    conditions: {
      rule: 'IS_IN_PROJECT',
      resourceType: RESOURCE_TYPE_AUDIT_EVENT,
      params: { projects: [RETAIL_PROJECT] },
    },
  },
} satisfies Record<string, PolicyDecision>;
export type DecisionName = keyof typeof DECISIONS;

/** A header by which a request comes from another plugin, on behalf of a person. */
export const ASKED_BY = 'asked-by';
const ADMINISTRATORS = { users: ['boss'], groups: ['group:default/admins'] };

const RESTRICTED: Record<string, string> = {
  'Bearer may-read': 'audit-log.read',
  'Bearer may-something-else': 'catalog.entity.read',
};

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
        const { authorization = '' } = req.headers;
        const permission = RESTRICTED[authorization];
        if (permission) {
          return mockCredentials.service('external:reports', {
            permissionNames: [permission],
          }) as any;
        }
        const given = await usual.credentials(req, options);
        // The mock forgets which service asks for a person, which the permission backend goes by.
        const { userEntityRef } = given.principal as { userEntityRef?: string };
        const actor = authorization.includes('"obo"')
          ? 'plugin:audit-log'
          : req.headers[ASKED_BY];
        return userEntityRef && actor
          ? (mockCredentials.user(userEntityRef, {
              actor: { subject: String(actor) },
            }) as any)
          : given;
      },
    };
  },
});

/**
 * A backend with the real permission backend, a policy whose decision the test sets, and people with roles. `replica` is
 * another process's store on the same database: what it changes, this backend has to find out.
 */
export async function startGuardedBackend(options: {
  readonly authorization?: 'framework';
}) {
  const policy: { decision: PolicyDecision } = { decision: DECISIONS.allow };
  let knex: Knex | undefined;
  const databaseOfPlugin = createBackendModule({
    pluginId: 'audit-log',
    moduleId: 'database-of-the-test',
    register(env) {
      env.registerInit({
        deps: { database: coreServices.database },
        async init({ database }) {
          knex = await database.getClient();
        },
      });
    },
  });
  const { server } = await startTestBackend({
    features: [
      auditLog,
      httpAuth,
      signIns(ref =>
        ref === 'user:default/member' ? ['group:default/admins'] : [],
      ),
      permissionsServiceFactory,
      catalogServiceMock.factory(),
      permissionBackend,
      createBackendModule({
        pluginId: 'permission',
        moduleId: 'policy-of-the-test',
        register(env) {
          env.registerInit({
            deps: { extension: policyExtensionPoint },
            async init({ extension }) {
              extension.setPolicy({
                handle: async ({ permission }) =>
                  policy.decision.result === AuthorizeResult.CONDITIONAL &&
                  !isResourcePermission(permission)
                    ? DECISIONS.allow
                    : policy.decision,
              });
            },
          });
        },
      }),
      // Test backends make a plugin of their own for a module whose plugin they do not see; that of ours is in a loader.
      createBackendFeatureLoader({ loader: () => [databaseOfPlugin] }),
      createBackendPlugin({
        pluginId: 'toy',
        register(env) {
          env.registerInit({
            deps: { log: auditEventSinkServiceRef },
            init: async ({ log }) => log.sink.append([RETAIL, BILLING]),
          });
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          auditLog: {
            authorization: options.authorization,
            administrators: ADMINISTRATORS,
          },
        },
      }),
    ],
  });
  const get = (path: string, who: Who) =>
    request(server)
      .get(`/api/audit-log/v1${path}`)
      .set('Authorization', PEOPLE[who]);
  const send = (
    method: 'post' | 'put' | 'delete',
    path: string,
    who: Who,
    body?: object,
  ) =>
    request(server)
      [method](`/api/audit-log/v1${path}`)
      .set('Authorization', PEOPLE[who])
      .send(body);
  /** Events of the log, as a service may read them, once they are as expected. */
  const events = (
    query: string,
    isExpected: (items: readonly AuditEvent[]) => boolean,
  ) =>
    eventually(async () => {
      const { body } = await get(`/events?${query}`, 'service');
      return (body.items ?? []) as AuditEvent[];
    }, isExpected);
  await events('plugin=toy&order=sequence', items => items.length === 2);
  // Another replica of the plugin, as far as access is concerned.
  const replica = AccessStore.create({
    knex: knex!,
    administrators: Administrators.fromConfig(
      new ConfigReader({ auditLog: { administrators: ADMINISTRATORS } }),
    ),
    logger: mockServices.logger.mock(),
  });
  await storeAccess(replica);
  // Not recorded; whoever decides from memory in this backend knows from here on.
  await get('/event-types', 'projectReader');
  return { server, policy, get, send, events, replica };
}

export type GuardedBackend = Awaited<ReturnType<typeof startGuardedBackend>>;
