// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { auditEventSinkServiceRef } from '../auditEventSinkServiceRef';
import { recorderServiceRef } from '../recording/recorderServiceRef';
import { createStockAuditor } from './createStockAuditor';
import { readLogLevels } from './readLogLevels';
import { RecordingAuditor } from './RecordingAuditor';

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
    auditLog: auditEventSinkServiceRef,
    config: coreServices.rootConfig,
    discovery: coreServices.discovery,
    logger: coreServices.logger,
    auth: coreServices.auth,
    httpAuth: coreServices.httpAuth,
    plugin: coreServices.pluginMetadata,
    recorder: recorderServiceRef,
  },
  createRootContext: ({ config }) => readLogLevels(config),
  factory({ auditLog, discovery, recorder, ...services }, levels) {
    const { auth, plugin } = services;
    auditLog.connect(plugin.getId(), { auth, discovery });
    return RecordingAuditor.create({
      ...services,
      stock: createStockAuditor({ ...services, levels }),
      recorder,
    });
  },
});
