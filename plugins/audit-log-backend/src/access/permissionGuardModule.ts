// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { Administrators } from './Administrators';
import { createGuardRouter } from './createGuardRouter';
import { readAuthorizationMode } from './readAuthorizationMode';

/**
 * Lets the permission backend say no to the audit log's permissions for everyone but administrators, so that navigation
 * and pages are right under the stock policy, which allows everything. It does nothing with
 * `auditLog.authorization: framework`. In a backend without the permission plugin it is not started.
 *
 * @public
 */
export const permissionGuardModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'audit-log-guard',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        userInfo: coreServices.userInfo,
      },
      async init({ auth, config, httpAuth, httpRouter, userInfo }) {
        if (readAuthorizationMode(config) === 'framework') {
          return;
        }
        const administrators = Administrators.fromConfig(config);
        httpRouter.use(
          createGuardRouter({ auth, httpAuth, userInfo, administrators }),
        );
      },
    });
  },
});
