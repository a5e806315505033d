// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import {
  auditEventSinkServiceRef,
  type AuditEventSinkService,
} from 'backstage-plugin-audit-log-node';

/** What stands between plugins and the audit log in a backend that has its plugin, made as that backend makes it. */
export async function startService(
  config: Config,
  logger: LoggerService,
): Promise<{
  readonly auditLog: AuditEventSinkService;
  /** As when the backend stops. */
  close(): Promise<void>;
}> {
  // Takes its time: only those who need it load it.
  const { mockServices, ServiceFactoryTester } = await import(
    '@backstage/backend-test-utils'
  );
  const hooks: (() => void | Promise<void>)[] = [];
  const auditLog = await ServiceFactoryTester.from(
    createServiceFactory({
      service: createServiceRef<AuditEventSinkService>({
        id: 'test.audit-log',
        scope: 'root',
      }),
      deps: { auditLog: auditEventSinkServiceRef },
      factory: given => given.auditLog,
    }),
    {
      dependencies: [
        mockServices.rootConfig.factory({ data: config.get() as object }),
        createServiceFactory({
          service: coreServices.rootLogger,
          deps: {},
          factory: () => logger,
        }),
        createServiceFactory({
          service: coreServices.rootInstanceMetadata,
          deps: {},
          factory: () => ({
            getInstalledPlugins: async () => [
              { pluginId: 'audit-log', modules: [] },
            ],
          }),
        }),
        createServiceFactory({
          service: coreServices.rootLifecycle,
          deps: {},
          factory: () => ({
            addStartupHook: () => {},
            addBeforeShutdownHook: () => {},
            addShutdownHook: hook => {
              hooks.push(hook);
            },
          }),
        }),
      ],
    },
  ).getSubject();
  return {
    auditLog,
    close: async () => {
      await Promise.all(hooks.map(hook => hook()));
    },
  };
}
