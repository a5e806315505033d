// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { auditEventSinkServiceRef } from 'backstage-plugin-audit-log-node';
import { writeDemonstration } from './writeDemonstration';

/**
 * Fills an empty portal with a month of made-up activity, so that a newcomer sees what the page is like: through the same
 * append pipeline as real events, each labelled `demonstration`. Once, and only where `demonstration.enabled` is true.
 */
export const demonstrationModule = createBackendModule({
  pluginId: 'audit-log',
  moduleId: 'demonstration-data',
  register(registration) {
    registration.registerInit({
      deps: {
        auditLog: auditEventSinkServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      async init({ auditLog, config, database, lifecycle, logger }) {
        if (!config.getOptionalBoolean('demonstration.enabled')) {
          return;
        }

        const stopping = new AbortController();
        let writing: Promise<void> | undefined;

        async function write() {
          const count = await writeDemonstration({
            knex: await database.getClient(),
            sink: auditLog.sink,
            signal: stopping.signal,
          });
          if (count > 0) {
            logger.info(
              `Wrote ${count} made-up events to the audit log, labelled as demonstration; ` +
                'set demonstration.enabled to false in a portal of your own',
            );
          }
        }

        lifecycle.addStartupHook(() => {
          // Not awaited: the portal starts meanwhile.
          writing = write().catch(error => {
            logger.warn('Could not write the demonstration data', error);
          });
        });
        lifecycle.addShutdownHook(async () => {
          stopping.abort();
          await writing;
        });
      },
    });
  },
});
