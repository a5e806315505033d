// SPDX-License-Identifier: Apache-2.0
import {
  type AuditorService,
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import {
  auditLogServiceRef,
  type AuditLogService,
  auditorServiceFactory,
} from 'backstage-plugin-audit-log-node';
import express, { type Request } from 'express';

type Features = NonNullable<
  NonNullable<Parameters<typeof startTestBackend>[0]>['features']
>;

export interface Emitter {
  readonly auditLog: AuditLogService;
  readonly auditor: AuditorService;
  /** Does something in a request that jane makes. */
  request(work: (request: Request) => Promise<void>): Promise<Response>;
  stop(): Promise<void>;
}

/** The plugin `toy`, which has things to record, and what it needs in whichever backend it is. */
export function toyPlugin() {
  let services: Pick<Emitter, 'auditLog' | 'auditor'>;
  let work: (request: Request) => Promise<void> = async () => {};
  const plugin = createBackendPlugin({
    pluginId: 'toy',
    register(env) {
      env.registerInit({
        deps: {
          auditLog: auditLogServiceRef,
          auditor: coreServices.auditor,
          httpRouter: coreServices.httpRouter,
        },
        async init({ httpRouter, ...others }) {
          services = others;
          const router = express.Router();
          router.post('/things/:id', (request, response, next) =>
            work(request)
              .then(() => response.json({}))
              .catch(next),
          );
          httpRouter.use(router);
        },
      });
    },
  });
  return {
    plugin,
    emitterOn: (backend: Awaited<ReturnType<typeof startTestBackend>>) => ({
      ...services,
      request: (next: typeof work) => {
        work = next;
        const port = backend.server.port();
        return fetch(`http://localhost:${port}/api/toy/things/1`, {
          method: 'POST',
        });
      },
      stop: () => backend.stop(),
    }),
  };
}

interface ForwardingOptions {
  readonly directory: string;
  /** Where the audit log is, whenever it is asked for. */
  readonly auditLog: () => string;
  readonly features?: Features;
}

/** A backend without the audit log, which forwards to one that has it. */
export function startForwardingBackend(options: ForwardingOptions) {
  const { directory, auditLog, features = [] } = options;
  const getBaseUrl = async (pluginId: string) =>
    `${
      pluginId === 'audit-log' ? auditLog() : 'http://emitter'
    }/api/${pluginId}`;
  return startTestBackend({
    features: [
      auditorServiceFactory,
      mockServices.rootConfig.factory({
        data: { auditLog: { journal: { directory } } },
      }),
      createServiceFactory({
        service: coreServices.discovery,
        deps: {},
        factory: () => ({ getBaseUrl, getExternalBaseUrl: getBaseUrl }),
      }),
      ...features,
    ],
  });
}

/** The same with the plugin `toy` in it. */
export async function startEmitter({
  features = [],
  ...options
}: ForwardingOptions): Promise<Emitter> {
  const { plugin, emitterOn } = toyPlugin();
  return emitterOn(
    await startForwardingBackend({
      ...options,
      features: [plugin, ...features],
    }),
  );
}
