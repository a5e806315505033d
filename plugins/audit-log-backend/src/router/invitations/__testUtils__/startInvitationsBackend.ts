// SPDX-License-Identifier: Apache-2.0
import type { Server } from 'node:http';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';
import request from 'supertest';
import auditLog from '../../..';
import { eventually } from '../../../__testUtils__/eventually';

/** Who sends a request: the value of its Authorization header. */
export const PEOPLE = {
  nobody: mockCredentials.none.header(),
  engineer: mockCredentials.user.header('user:default/ann'),
  other: mockCredentials.user.header('user:default/eve'),
  administrator: mockCredentials.user.header('user:default/boss'),
  service: mockCredentials.service.header(),
};
export type Who = keyof typeof PEOPLE;

const user = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name },
  spec: { profile: { email: `${name}@example.org` }, memberOf: [] },
});

export const OFFER = {
  emails: ['ann@example.org'],
  roles: ['auditor'],
  groups: [],
  level: { kind: 'organization' },
};

/** A backend whose catalog has been read, with boss as administrator by configuration. */
export async function startInvitationsBackend(
  databases: TestDatabases,
  databaseId: TestDatabaseId,
  mail?: object,
) {
  const knex = await databases.init(databaseId);
  const backend = await startTestBackend({
    features: [
      auditLog,
      mockServices.database.factory({ knex }),
      catalogServiceMock.factory({
        entities: [user('ann'), user('eve'), user('boss')],
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example.org', title: 'Portal' },
          auditLog: { administrators: { users: ['boss'] }, mail },
        },
      }),
    ],
  });
  const api = clientOf(backend.server);
  // The catalog has been read.
  await eventually(
    async () => (await api('get', '/members', 'administrator')).body.total,
    total => total === 3,
  );
  const events = async (query: string, count: number) =>
    eventually(
      async () =>
        (
          await api(
            'get',
            `/events?event=invitation-write&order=oldest&${query}`,
            'administrator',
          )
        ).body.items as AuditEvent[],
      items => items?.length === count,
    );
  return { api, backend, events, knex };
}

function clientOf(server: Server) {
  return (
    method: 'get' | 'post' | 'delete',
    path: string,
    who: Who,
    body?: object,
  ) =>
    request(server)
      [method](`/api/audit-log/v1${path}`)
      .set('Authorization', PEOPLE[who] ?? '')
      .send(body);
}
