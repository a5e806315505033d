// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { accessResolverServiceRef } from 'backstage-plugin-audit-log-node';
import { AccessControlPolicy } from './AccessControlPolicy';
import { readFallback } from './readFallback';

const MEANING = {
  deny: 'what no role mentions is denied to everyone but administrators; auditLog.accessControl.fallback: allow would allow it to everyone',
  allow:
    'what no role mentions is allowed to everyone; auditLog.accessControl.fallback: deny would deny it to everyone but administrators',
};

/**
 * Makes the roles of Access Control the permission policy of the portal. A portal has one policy: the one that is there is
 * to be removed.
 *
 * @public
 */
export const accessControlPolicyModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'access-control',
  register(env) {
    env.registerInit({
      deps: {
        access: accessResolverServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        policies: policyExtensionPoint,
        rootLifecycle: coreServices.rootLifecycle,
        userInfo: coreServices.userInfo,
      },
      async init({
        access,
        config,
        logger,
        policies,
        rootLifecycle,
        userInfo,
      }) {
        const fallback = readFallback(config);
        policies.setPolicy(
          AccessControlPolicy.create({ access, userInfo, fallback }),
        );
        logger.info(
          `The roles of Access Control decide about permissions; ${MEANING[fallback]}`,
        );
        // Asked once everything has started, it knows by the time that somebody wants a decision.
        rootLifecycle.addStartupHook(() => void access.current());
      },
    });
  },
});
