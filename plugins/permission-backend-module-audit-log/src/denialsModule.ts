// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { AnswerObserver } from './AnswerObserver';
import { createDenialRouter } from './createDenialRouter';
import { DenialCounter } from './DenialCounter';
import { DenialWriter } from './DenialWriter';

/**
 * Reports to the auditor what the permission backend denies to people, whatever the policy.
 *
 * @public
 */
export const denialsModule = createBackendModule({
  pluginId: 'permission',
  moduleId: 'audit-log',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        rootLifecycle: coreServices.rootLifecycle,
      },
      async init({
        auditor,
        auth,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        rootLifecycle,
      }) {
        const counter = DenialCounter.create({
          writer: DenialWriter.create({ auditor, logger }),
        });
        const observer = AnswerObserver.create({
          auth,
          httpAuth,
          logger,
          counter,
        });
        httpRouter.use(createDenialRouter(observer));
        const flush = async () => {
          await observer.settled();
          await counter.flush();
        };
        // Plugins stop all at once: before that, so that an audit log in this backend can still store it; and again for
        // what was denied in between.
        rootLifecycle.addBeforeShutdownHook(flush);
        lifecycle.addShutdownHook(flush);
      },
    });
  },
});
