// SPDX-License-Identifier: Apache-2.0
import {
  type AuditorServiceEvent,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import express, { type Request } from 'express';

export type Behaviour = (
  createEvent: (meta?: JsonObject) => Promise<AuditorServiceEvent>,
  request: Request,
) => Promise<void>;

/** A plugin with one route, which reports an operation and answers 200. */
function toyPlugin(behave: Behaviour) {
  return createBackendPlugin({
    pluginId: 'toy',
    register(env) {
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          httpRouter: coreServices.httpRouter,
        },
        async init({ auditor, httpRouter }) {
          const router = express.Router();
          router.post('/things/:id', async (request, response, next) => {
            try {
              await behave(
                meta =>
                  auditor.createEvent({
                    eventId: 'thing-mutate',
                    severityLevel: 'medium',
                    request,
                    meta: { actionType: 'delete', ...meta },
                  }),
                request,
              );
              response.json({ done: true });
            } catch (error) {
              next(error);
            }
          });
          httpRouter.use(router);
          httpRouter.addAuthPolicy({
            path: '/things',
            allow: 'unauthenticated',
          });
        },
      });
    },
  });
}

/** Reports an operation that succeeds. */
export const succeed: Behaviour = async createEvent => {
  const event = await createEvent({ entityRef: 'Component:default/Site' });
  await event.success({ meta: { extra: 1 } });
};

export type Feature = NonNullable<
  NonNullable<Parameters<typeof startTestBackend>[0]>['features']
>[number];

/** The backend answers one POST of the toy plugin. */
export async function postOperation(
  behave: Behaviour,
  options: {
    readonly features: readonly Feature[];
    readonly headers?: Record<string, string>;
    readonly data?: JsonObject;
  },
) {
  const backend = await startTestBackend({
    features: [
      toyPlugin(behave),
      mockServices.rootConfig.factory({ data: options.data }),
      ...options.features,
    ],
  });
  try {
    return await fetch(
      `http://localhost:${backend.server.port()}/api/toy/things/1?token=secret`,
      { method: 'POST', headers: options.headers },
    );
  } finally {
    await backend.stop();
  }
}

export const AS_USER = { authorization: mockCredentials.user.header() };
