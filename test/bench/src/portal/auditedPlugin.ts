// SPDX-License-Identifier: Apache-2.0
import {
  type AuditorService,
  type BackendFeature,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { json, Router } from 'express';

/**
 * A plugin in place of a real one, with one operation, `POST /things`, that does nothing but be audited as real ones are:
 * a call of the auditor when it begins, another when it has succeeded. `POST /nothing`, and what is below it, does not do
 * even that: so much a portal takes for a request to any plugin.
 */
export function auditedPlugin(options: {
  readonly pluginId: string;
  readonly started: (auditor: AuditorService) => void;
  /** Told how many milliseconds a request has spent on being audited. */
  readonly audited: (milliseconds: number) => void;
}): BackendFeature {
  const { pluginId, started, audited } = options;
  return createBackendPlugin({
    pluginId,
    register(env) {
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          httpRouter: coreServices.httpRouter,
        },
        async init({ auditor, httpRouter }) {
          const router = Router();
          router.use(json());
          router.post('/things', async (request, response, next) => {
            try {
              const begun = performance.now();
              const reported = { ...request.body, request };
              const event = await auditor.createEvent(reported);
              await event.success();
              audited(performance.now() - begun);
              response.json({ done: true });
            } catch (error: unknown) {
              next(error);
            }
          });
          router.use('/nothing', (_request, response) => {
            response.json({ items: [] });
          });
          httpRouter.use(router);
          for (const path of ['/things', '/nothing']) {
            httpRouter.addAuthPolicy({ path, allow: 'unauthenticated' });
          }
          started(auditor);
        },
      });
    },
  });
}
