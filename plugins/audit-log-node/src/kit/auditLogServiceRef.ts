// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { auditEventSinkServiceRef } from '../auditEventSinkServiceRef';
import { recorderServiceRef } from '../recording/recorderServiceRef';
import type { AuditLogService } from './AuditLogService';
import { DefaultAuditLog } from './DefaultAuditLog';

/**
 * The audit log, for a plugin that has more to say than the core auditor takes. Needs nothing to be installed: without an
 * audit log in the portal, what is recorded goes nowhere, and holds nothing up.
 *
 * @public
 */
export const auditLogServiceRef = createServiceRef<AuditLogService>({
  id: 'audit-log.service',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auditLog: auditEventSinkServiceRef,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        httpAuth: coreServices.httpAuth,
        logger: coreServices.logger,
        plugin: coreServices.pluginMetadata,
        recorder: recorderServiceRef,
      },
      factory({ discovery, ...services }) {
        const { auditLog, auth, plugin } = services;
        auditLog.connect(plugin.getId(), { auth, discovery });
        return DefaultAuditLog.create(services);
      },
    }),
});
