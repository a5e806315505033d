// SPDX-License-Identifier: Apache-2.0

/**
 * Keeps every audit event of a Backstage portal in a ledger, and serves it to those who may read it.
 *
 * @packageDocumentation
 */
import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { auditorServiceFactory } from 'backstage-plugin-audit-log-node';
import { permissionGuardModule } from './access';
import { auditLogPlugin } from './plugin';

export {
  auditEventResourceRef,
  auditLogPermissionRules,
  hasActor,
  isInProject,
  permissionGuardModule,
} from './access';
export { auditLogPlugin } from './plugin';

/**
 * All of it, with one line in a backend: the plugin, the auditor that records what every plugin reports, and the guard
 * that keeps the stock permission policy from opening the log to everyone.
 *
 * @public
 */
export default createBackendFeatureLoader({
  *loader() {
    yield auditLogPlugin;
    yield auditorServiceFactory;
    yield permissionGuardModule;
  },
});
