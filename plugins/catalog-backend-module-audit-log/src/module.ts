// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { askForInvitedPeople } from './askForInvitedPeople';
import { InvitedPeopleProvider } from './InvitedPeopleProvider';

/**
 * Gives the catalog a User for everyone who is invited in Access Control and whom it does not know from elsewhere, so that
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
        auth: coreServices.auth,
        catalog: catalogProcessingExtensionPoint,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, discovery, logger, scheduler }) {
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
