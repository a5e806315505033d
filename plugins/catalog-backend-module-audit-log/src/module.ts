// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import {
  auditEventSinkServiceRef,
  auditLogServiceRef,
} from 'backstage-plugin-audit-log-node';
import { askForInvitedPeople } from './askForInvitedPeople';
import { InvitedPeopleProvider } from './InvitedPeopleProvider';
import { recordCatalog } from './recordCatalog';

/**
 * Records what happens to entities of the catalog, and gives the catalog a User for everyone who is invited in Access Control and whom it does not know from elsewhere, so that
 * they can sign in.
 *
 * @public
 */
export const catalogModuleAuditLog = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'audit-log',
  register(env) {
    env.registerInit({
      deps: {
        auditLog: auditLogServiceRef,
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        database: coreServices.database,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
        sink: auditEventSinkServiceRef,
      },
      async init(services) {
        const { auth, catalog, discovery, logger, scheduler } = services;
        await recordCatalog(services);
        catalog.addEntityProvider(
          InvitedPeopleProvider.create({
            ask: (after, signal) =>
              askForInvitedPeople({ auth, discovery, after, signal }),
            logger,
            schedule: scheduler.createScheduledTaskRunner({
              // Each replica follows for itself: what it applied last is all it knows.
              scope: 'local',
              // The audit log is waited for most of the time in between.
              frequency: { seconds: 5 },
              timeout: { minutes: 2 },
            }),
          }),
        );
      },
    });
  },
});
