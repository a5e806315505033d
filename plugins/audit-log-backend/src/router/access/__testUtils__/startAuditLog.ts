// SPDX-License-Identifier: Apache-2.0
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SigningKey } from 'backstage-plugin-audit-log-verify';
import request from 'supertest';
import auditLog from '../../..';
import { signIns } from '../../../access/__testUtils__/signIns';

const SEALING_KEY = SigningKey.generate('tests');

export type Method = 'get' | 'post' | 'put' | 'delete';

export interface AuditLogOfTests<Who extends string> {
  /** Who sends a request: the value of its Authorization header. */
  readonly people: Readonly<Record<Who, string>>;
  readonly entities: readonly Entity[];
  /** What sign-ins say of groups. */
  readonly groupsOf?: Parameters<typeof signIns>[0];
  /** Below auditLog. */
  readonly config?: object;
  readonly features?: Parameters<typeof startTestBackend>[0]['features'];
}

/**
 * A backend with boss as administrator by configuration, and a policy that allows everything, as the stock one does: what
 * is refused, roles refuse.
 */
export async function startAuditLog<Who extends string>({
  people,
  entities,
  groupsOf,
  config,
  features = [],
}: AuditLogOfTests<Who>) {
  const backend = await startTestBackend({
    features: [
      auditLog,
      signIns(groupsOf),
      mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      catalogServiceMock.factory({ entities: [...entities] }),
      mockServices.rootConfig.factory({
        data: {
          permission: { enabled: true },
          auditLog: {
            administrators: { users: ['boss'] },
            // Else it would make one, in the working directory.
            sealing: { keys: [{ privateKey: SEALING_KEY.toPem() }] },
            ...config,
          },
        },
      }),
      ...features,
    ],
  });
  const call = (
    who: Who,
    method: Method,
    path: string,
    options: {
      /** As it is when it is text. */
      readonly body?: object | string;
      readonly ifMatch?: string;
    } = {},
  ) => {
    const sent = request(backend.server)
      [method](`/api/audit-log/v1${path}`)
      .set('Authorization', people[who]);
    if (options.ifMatch !== undefined) {
      sent.set('If-Match', options.ifMatch);
    }
    return options.body === undefined
      ? sent
      : sent.set('Content-Type', 'application/json').send(options.body);
  };
  return { backend, call };
}
