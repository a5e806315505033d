// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { type Config, readDurationFromConfig } from '@backstage/config';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import { auditEventSinkServiceRef } from '../auditEventSinkServiceRef';
import { readLimits } from '../bounds/Limits';
import { createStockAuditor } from './createStockAuditor';
import { OpenOperations } from './OpenOperations';
import { readLogLevels } from './readLogLevels';
import { RecordingAuditor } from './RecordingAuditor';

const UNFINISHED_AFTER = 'auditLog.unfinishedAfter';
const MAX_DELAY = 'auditLog.maxDelay';

/**
 * The auditor of every plugin: it records what they report, and still writes the log lines of Backstage's own.
 *
 * The audit log's backend package brings it along. Add it yourself only where that one is shadowed, because the portal
 * adds an auditor factory of its own: `backend.add(auditorServiceFactory)` in place of that.
 *
 * @public
 */
export const auditorServiceFactory = createServiceFactory({
  service: coreServices.auditor,
  deps: {
    config: coreServices.rootConfig,
    logger: coreServices.logger,
    lifecycle: coreServices.rootLifecycle,
    auth: coreServices.auth,
    httpAuth: coreServices.httpAuth,
    plugin: coreServices.pluginMetadata,
    auditLog: auditEventSinkServiceRef,
  },
  createRootContext({ config, lifecycle }) {
    const openOperations = OpenOperations.create({
      unfinishedAfterMs: readMilliseconds(config, UNFINISHED_AFTER, {
        hours: 1,
      }),
    });
    // Before the plugins stop, so that the audit log can still store them.
    lifecycle.addBeforeShutdownHook(() => openOperations.close());
    return {
      openOperations,
      limits: readLimits(config),
      levels: readLogLevels(config),
      maxDelayMs: readMilliseconds(config, MAX_DELAY, { milliseconds: 250 }),
    };
  },
  factory(
    { logger, auth, httpAuth, plugin, auditLog },
    { openOperations, limits, levels, maxDelayMs },
  ) {
    return RecordingAuditor.create({
      stock: createStockAuditor({ logger, levels, auth, httpAuth, plugin }),
      auditLog,
      openOperations,
      limits,
      maxDelayMs,
      logger,
      auth,
      httpAuth,
      plugin,
    });
  },
});

function readMilliseconds(
  config: Config,
  key: string,
  byDefault: HumanDuration,
): number {
  return durationToMilliseconds(
    config.has(key) ? readDurationFromConfig(config, { key }) : byDefault,
  );
}
