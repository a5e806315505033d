// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type {
  AuditEvent,
  ReportResult,
} from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import request from 'supertest';
import { eventually } from '../../../__testUtils__/eventually';
import { user } from '../../access/__testUtils__/entities';
import { startAuditLog } from '../../access/__testUtils__/startAuditLog';

const PLUGIN = mockCredentials.service('plugin:deployments');

/** Who sends a request: the value of its Authorization header. */
export const SENDERS = {
  nobody: mockCredentials.none.header(),
  jane: mockCredentials.user.header('user:default/jane'),
  administrator: mockCredentials.user.header('user:default/boss'),
  plugin: mockCredentials.service.header({
    onBehalfOf: PLUGIN,
    targetPluginId: 'audit-log',
  }),
  pluginForJane: mockCredentials.service.header({
    onBehalfOf: mockCredentials.user('user:default/jane'),
    targetPluginId: 'audit-log',
  }),
  /** An outside system with a static token, `external:test-service`. */
  service: mockCredentials.service.header(),
} as const;
export type Sender = keyof typeof SENDERS;

export const RETAIL = 'system:default/retail';
export const BILLING = 'system:default/billing';

const component = (name: string, system: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, title: `The ${name}`, namespace: 'default' },
  spec: { type: 'service', lifecycle: 'production', owner: 'x', system },
  relations: [{ type: 'partOf', targetRef: `system:default/${system}` }],
});
const system = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'System',
  metadata: { name, namespace: 'default' },
  spec: { owner: 'x' },
});

/** A backend that takes events, on a database of the test's own or in memory, with keys that its administrator creates. */
export async function startIngestion(
  options: {
    readonly knex?: Knex;
    readonly features?: Parameters<typeof startAuditLog>[0]['features'];
  } = {},
) {
  const { knex, features = [] } = options;
  const { backend, call } = await startAuditLog({
    people: SENDERS,
    entities: [
      component('shop', 'retail'),
      component('ledger', 'billing'),
      system('retail'),
      system('billing'),
      user('jane', [], 'Jane'),
    ],
    features: [
      ...(knex
        ? [
            createServiceFactory({
              service: coreServices.database,
              deps: {},
              factory: () => mockServices.database({ knex }),
            }),
          ]
        : []),
      ...features,
    ],
  });
  /** Sends what is given as it is; the value of Authorization, or whose it is. */
  const post = (
    authorization: string,
    body: string | Buffer,
    headers: Readonly<Record<string, string>> = {},
  ) =>
    request(backend.server)
      .post('/api/audit-log/v1/events')
      .set('Authorization', authorization)
      .set('Content-Type', 'application/json')
      .set({ ...headers })
      .serialize(sent => sent as string)
      .send(body);
  let names = 0;
  return {
    backend,
    call,
    post,
    /** Resolves with the key and its Authorization header. */
    async newKey(input: object = {}) {
      const { status, body } = await call('administrator', 'post', '/keys', {
        body: {
          name: `Key ${(names += 1)}`,
          sources: ['ci'],
          projects: 'any',
          mayNamePeople: false,
          requestsPerMinute: 600,
          ...input,
        },
      });
      if (status !== 201) {
        throw new Error(JSON.stringify(body));
      }
      return { ...body.key, authorization: `Bearer ${body.token}` };
    },
    /** Reports events, all of which are answered for. */
    async report(
      authorization: string,
      events: readonly object[],
    ): Promise<readonly ReportResult[]> {
      const { status, body } = await post(
        authorization,
        JSON.stringify({ events }),
      );
      if (status !== 200) {
        throw new Error(JSON.stringify(body));
      }
      return body.items;
    },
    async event(id: string | undefined): Promise<AuditEvent> {
      const { body } = await call('service', 'get', `/events/${id}`);
      return body;
    },
    /** Events of the log, as a service may read them, once they are as expected. */
    events: (
      query: string,
      isExpected: (items: readonly AuditEvent[]) => boolean,
    ) =>
      eventually(async () => {
        const { body } = await call('service', 'get', `/events?${query}`);
        return (body.items ?? []) as AuditEvent[];
      }, isExpected),
  };
}
