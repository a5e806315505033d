// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { observeSignIns } from './observeSignIns';
import { readNewSessionAfter } from './readNewSessionAfter';
import { RepeatedFailures } from './RepeatedFailures';
import { SignedInSessions } from './SignedInSessions';
import { SignInObserver } from './SignInObserver';
import { SignInReporter } from './SignInReporter';

/**
 * Reports to the auditor who signs in, whom the portal refuses, and who signs out, whatever the provider.
 *
 * @public
 */
export const authModuleAuditLog = createBackendModule({
  pluginId: 'auth',
  moduleId: 'audit-log',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        config: coreServices.rootConfig,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.logger,
      },
      async init({ auditor, config, httpRouter, lifecycle, logger }) {
        const reporter = SignInReporter.create({ auditor, logger });
        const failures = RepeatedFailures.create({ reporter });
        const observer = SignInObserver.create({
          sessions: SignedInSessions.create({
            newSessionAfterMs: readNewSessionAfter(config),
          }),
          failures,
          reporter,
          redirectFlow:
            config.getOptionalBoolean('enableExperimentalRedirectFlow') ??
            false,
        });
        // Modules come before their plugin: what is used here sees a request before the plugin's own routes.
        httpRouter.use(
          observeSignIns({
            providers: config.getOptionalConfig('auth.providers')?.keys() ?? [],
            observer,
            logger,
          }),
        );
        // Before the plugins stop, so that the audit log can still store them.
        lifecycle.addBeforeShutdownHook(async () => {
          failures.close();
          await reporter.settled();
        });
      },
    });
  },
});
