// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { testStore } from '../../../access/__testUtils__/testStore';
import type { AccessTransaction } from '../../../access/store/AccessTransaction';
import { ACCESS_TABLES } from '../../../database/accessTables';
import { group, user } from './entities';
import { type AuditLogOfTests, startAuditLog } from './startAuditLog';

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

/** Jane is in the shop, which is a part of retail; joe, ann and boss are in no group. */
const ENTITIES = [
  user('jane', ['shop'], 'Jane'),
  user('joe', [], '<script>alert(1)</script> 100%'),
  user('ann', [], 'Ann'),
  user('boss', [], 'The Boss'),
  group('shop', { parent: 'retail', title: 'Shop' }),
  group('retail', { title: 'Retail' }),
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

/** A backend whose database holds what `write` gives it, with boss as administrator and ann as auditor. */
export async function startMembersBackend<T>(
  knex: Knex,
  write: (facts: ReturnType<typeof given>) => Promise<T>,
  options: Pick<AuditLogOfTests<Who>, 'config' | 'features'> = {},
) {
  const store = await testStore(knex, { users: ['boss'] });
  const facts = await store.change({}, async transaction => {
    await given(transaction).assignment('auditor', 'user:default/ann');
    return write(given(transaction));
  });
  const { backend, call } = await startAuditLog({
    people: PEOPLE,
    entities: ENTITIES,
    groupsOf: () => ['group:default/Shop'],
    config: options.config,
    features: [
      mockServices.database.factory({ knex }),
      ...(options.features ?? []),
    ],
  });
  const get = (path: string, who: Who) => call(who, 'get', path);
  return { backend, store, facts, call, get };
}
