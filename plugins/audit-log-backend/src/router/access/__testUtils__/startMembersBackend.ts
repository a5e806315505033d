// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
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
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import request from 'supertest';
import auditLog from '../../..';
import { testStore } from '../../../access/__testUtils__/testStore';
import type { AccessTransaction } from '../../../access/store/AccessTransaction';
import { ACCESS_TABLES } from '../../../database/accessTables';

export const DAY_MS = 24 * 60 * 60_000;
/** When everything that `given` writes began, unless it says otherwise. */
export const LONG_AGO = Date.now() - 10 * DAY_MS;

/** Who sends a request: the value of its Authorization header. */
export const PEOPLE = {
  nobody: mockCredentials.none.header(),
  jane: mockCredentials.user.header('user:default/jane'),
  joe: mockCredentials.user.header('user:default/joe'),
  stranger: mockCredentials.user.header('user:default/stranger'),
  auditor: mockCredentials.user.header('user:default/ann'),
  administrator: mockCredentials.user.header('user:default/boss'),
  service: mockCredentials.service.header(),
  plugin: mockCredentials.service.header({
    onBehalfOf: mockCredentials.service('plugin:permission'),
    targetPluginId: 'audit-log',
  }),
} as const;
export type Who = keyof typeof PEOPLE;

const user = (name: string, memberOf: string[], title?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, ...(title && { title }) },
  spec: { memberOf, profile: { email: `${name}@example.org` } },
});
const group = (name: string, parent?: string, title?: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, ...(title && { title }) },
  spec: { type: 'team', children: [], ...(parent && { parent }) },
});

/** Jane is in the shop, which is a part of retail; joe, ann and boss are in no group. */
export const ENTITIES: readonly Entity[] = [
  user('jane', ['shop'], 'Jane'),
  user('joe', [], '<script>alert(1)</script> 100%'),
  user('ann', [], 'Ann'),
  user('boss', [], 'The Boss'),
  group('shop', 'retail', 'Shop'),
  group('retail', undefined, 'Retail'),
];

/** Facts to begin with, each since a time. */
export function given({ knex, dialect }: AccessTransaction) {
  const time = (at: number) => dialect.writeTime(at);
  const period = (at: number) => ({
    started_at: time(at),
    started_by: 'user:default/boss',
    started_operation: '0190a5b4-0000-7000-8000-000000000001',
  });
  return {
    async role(name: string, permissions: string[], at = LONG_AGO) {
      const id = randomUUID();
      await knex(ACCESS_TABLES.roleVersions).insert({
        role_id: id,
        version: 1,
        name,
        name_key: name.toLowerCase(),
        description: '',
        permissions: JSON.stringify(permissions),
        ...period(at),
      });
      return id;
    },
    async localGroup(name: string, members: string[] = [], at = LONG_AGO) {
      const ref = `local-group:${randomUUID()}`;
      await knex(ACCESS_TABLES.groupVersions).insert({
        group_ref: ref,
        version: 1,
        name,
        name_key: name.toLowerCase(),
        description: '',
        ...period(at),
      });
      for (const member of members) {
        await knex(ACCESS_TABLES.groupMembers).insert({
          id: randomUUID(),
          group_ref: ref,
          member_ref: member,
          ...period(at),
        });
      }
      return ref;
    },
    async assignment(
      role: string,
      subject: string,
      more: { project?: string; at?: number; until?: number } = {},
    ) {
      const id = randomUUID();
      await knex(ACCESS_TABLES.assignments).insert({
        id,
        role_id: role,
        subject_ref: subject,
        project: more.project ?? '',
        fixed: false,
        ...period(more.at ?? LONG_AGO),
        ended_at: more.until === undefined ? null : time(more.until),
      });
      return id;
    },
    /** Somebody whom the catalog knew, in a group, for a while. */
    async former(name: string, memberOf: string, at: number, until: number) {
      const held = { started_at: time(at), ended_at: time(until) };
      await knex(ACCESS_TABLES.people).insert({
        ref: `user:default/${name}`,
        title: `Former ${name}`,
        source: 'catalog',
        ...held,
      });
      await knex(ACCESS_TABLES.catalogEdges).insert({
        child_ref: `user:default/${name}`,
        group_ref: memberOf,
        ...held,
      });
    },
  };
}

const userInfo = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: (): UserInfoService => ({
    async getUserInfo(credentials) {
      const { userEntityRef } = credentials.principal as unknown as {
        userEntityRef: string;
      };
      return {
        userEntityRef,
        ownershipEntityRefs: [userEntityRef, 'group:default/Shop'],
      };
    },
  }),
});

/** A backend whose database holds what `write` gives it, with boss as administrator and ann as auditor. */
export async function startMembersBackend<T>(
  knex: Knex,
  write: (facts: ReturnType<typeof given>) => Promise<T>,
  options: {
    readonly config?: object;
    readonly features?: Parameters<typeof startTestBackend>[0]['features'];
  } = {},
) {
  const store = await testStore(knex, { users: ['boss'] });
  const facts = await store.change({}, async transaction => {
    await given(transaction).assignment('auditor', 'user:default/ann');
    return write(given(transaction));
  });
  const backend = await startTestBackend({
    features: [
      auditLog,
      userInfo,
      mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      mockServices.database.factory({ knex }),
      catalogServiceMock.factory({ entities: [...ENTITIES] }),
      mockServices.rootConfig.factory({
        data: {
          auditLog: { administrators: { users: ['boss'] }, ...options.config },
          permission: { enabled: true },
        },
      }),
      ...(options.features ?? []),
    ],
  });
  const get = (path: string, who: Who) =>
    request(backend.server)
      .get(`/api/audit-log/v1${path}`)
      .set('Authorization', PEOPLE[who]);
  return { backend, store, facts, get };
}
