// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendPlugin,
  type HttpAuthService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import express, { type Request } from 'express';
import { serveSink } from '../../__testUtils__/serveSink';
import type { AuditEventSinkService } from '../../auditEventSinkServiceRef';
import { mockAuditLog } from '../../testing/mockAuditLog';
import type { AuditLogService } from '../AuditLogService';
import { auditLogServiceRef } from '../auditLogServiceRef';

export interface Given {
  readonly auditLog: AuditLogService;
  readonly request: Request;
  readonly httpAuth: HttpAuthService;
}

/** A plugin with one route, which does something and answers 200. */
export function toyPlugin(behave: (given: Given) => Promise<void>) {
  return createBackendPlugin({
    pluginId: 'toy',
    register(env) {
      env.registerInit({
        deps: {
          auditLog: auditLogServiceRef,
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
        },
        async init({ auditLog, httpAuth, httpRouter }) {
          const router = express.Router();
          router.post('/reports/:id', (request, response, next) =>
            behave({ auditLog, request, httpAuth })
              .then(() => response.json({ done: true }))
              .catch(next),
          );
          httpRouter.use(router);
          httpRouter.addAuthPolicy({
            path: '/reports',
            allow: 'unauthenticated',
          });
        },
      });
    },
  });
}

/** What one POST to the toy plugin leaves on record. */
export async function postReport(
  behave: (given: Given) => Promise<void>,
  options: {
    readonly service?: AuditEventSinkService;
    readonly authorization?: string;
    readonly data?: JsonObject;
  } = {},
) {
  const mock = mockAuditLog();
  const backend = await startTestBackend({
    features: [
      toyPlugin(behave),
      options.service ? serveSink(options.service) : mock.factory,
      mockServices.rootConfig.factory({ data: options.data }),
    ],
  });
  try {
    const { status } = await fetch(
      `http://localhost:${backend.server.port()}/api/toy/reports/42?token=x`,
      {
        method: 'POST',
        headers: {
          authorization: options.authorization ?? mockCredentials.user.header(),
        },
      },
    );
    return { status, events: mock.events };
  } finally {
    await backend.stop();
  }
}

export const DECLARED = {
  action: 'report.publish',
  title: 'Published report',
  description: 'A report can be read by everyone from now on.',
  severity: 'high',
  category: 'reports',
} as const;
