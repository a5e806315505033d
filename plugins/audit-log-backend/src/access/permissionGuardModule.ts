// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { accessResolverServiceRef } from 'backstage-plugin-audit-log-node';
import { createGuardRouter } from './createGuardRouter';
import { readAuthorizationMode } from './readAuthorizationMode';

/**
 * Lets the permission backend say no to the permissions of the audit log and of access control for everyone whose roles do
 * not hold them, so that navigation and pages are right under the stock policy, which allows everything. It does nothing
 * with `auditLog.authorization: framework`. In a backend without the permission plugin it is not started.
 *
 * @public
 */
export const permissionGuardModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'audit-log-guard',
  register(env) {
    env.registerInit({
      deps: {
        access: accessResolverServiceRef,
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        rootLifecycle: coreServices.rootLifecycle,
        userInfo: coreServices.userInfo,
      },
      async init({ access, config, httpRouter, rootLifecycle, ...others }) {
        if (readAuthorizationMode(config) === 'framework') {
          return;
        }
        httpRouter.use(createGuardRouter({ access, ...others }));
        // Asked once everything has started, it knows by the time that somebody wants a decision.
        rootLifecycle.addStartupHook(() => void access.current());
      },
    });
  },
});
