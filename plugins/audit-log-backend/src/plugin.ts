// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  auditLogPermissions,
  auditLogReadPermission,
} from 'backstage-plugin-audit-log-common';
import { auditLogServiceRef } from 'backstage-plugin-audit-log-node';
import {
  Administrators,
  auditEventResourceRef,
  AuditLogAuthorizer,
  auditLogPermissionRules,
  readAuthorizationMode,
} from './access';
import { checkRecording, createPipeline } from './capture';
import { Ledger } from './ledger';
import { CursorCodec } from './query/CursorCodec';
import { DatabaseEventReader } from './query/DatabaseEventReader';
import { sharedSecret } from './query/operations/sharedSecret';
import { createRouter } from './router/createRouter';
import { ReadingRecorder } from './router/ReadingRecorder';
import { RecentSearches } from './router/RecentSearches';

/**
 * The audit log plugin: keeps the events that auditors hand to `auditLogServiceRef`, and serves them.
 *
 * @public
 */
export const auditLogPlugin = createBackendPlugin({
  pluginId: 'audit-log',
  register(env) {
    env.registerInit({
      deps: {
        auditLog: auditLogServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auditor, config, database, lifecycle, logger } = deps;
        // Settings first: a wrong one stops the start before anything is written.
        const mode = readAuthorizationMode(config);
        const administrators = Administrators.fromConfig(config);
        if (mode === 'administrators' && administrators.none) {
          logger.warn(
            'Nobody can read the audit log: no administrators are configured. Name them in auditLog.administrators.users or auditLog.administrators.groups, or leave the decision to the permission policy with auditLog.authorization: framework.',
          );
        }

        const ledger = await Ledger.create({ database, logger });
        const pipeline = createPipeline({
          ...deps,
          ledger: ledger.sink,
        });
        const reader = await DatabaseEventReader.create({ database });

        deps.permissionsRegistry.addResourceType({
          resourceRef: auditEventResourceRef,
          permissions: [auditLogReadPermission],
          rules: auditLogPermissionRules,
          getResources: ids =>
            Promise.all(
              ids.map(id => reader.readEvent(id, { kind: 'everything' })),
            ),
        });
        deps.permissionsRegistry.addPermissions(
          auditLogPermissions.filter(
            permission => permission !== auditLogReadPermission,
          ),
        );
        const authorizer = AuditLogAuthorizer.create({
          ...deps,
          ruleset: deps.permissionsRegistry.getPermissionRuleset(
            auditEventResourceRef,
          ),
          administrators,
          mode,
        });
        const key = await sharedSecret(await database.getClient(), 'cursors');
        deps.httpRouter.use(
          await createRouter(
            {
              ...deps,
              authorizer,
              reader,
              cursors: CursorCodec.create({ key }),
              recorder: ReadingRecorder.create({ auditor }),
              recent: new RecentSearches(),
            },
            { validateResponses: process.env.NODE_ENV === 'test' },
          ),
        );

        ledger.start();
        lifecycle.addShutdownHook(async () => {
          await pipeline.close();
          await ledger.stop();
        });
        await deps.auditLog.attach(pipeline.sink, pipeline.observer);
        lifecycle.addStartupHook(() => {
          // Not awaited: the portal does not wait for a check that only warns.
          void checkRecording({ auditor, arrivals: pipeline.arrivals, logger });
        });
      },
    });
  },
});
