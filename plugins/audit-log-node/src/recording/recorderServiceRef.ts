// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { auditEventSinkServiceRef } from '../auditEventSinkServiceRef';
import { Recorder } from './Recorder';

/** One for the auditors and kits of all plugins. */
export const recorderServiceRef = createServiceRef<Recorder>({
  id: 'audit-log.recorder',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auditLog: auditEventSinkServiceRef,
        config: coreServices.rootConfig,
        lifecycle: coreServices.rootLifecycle,
        logger: coreServices.rootLogger,
      },
      factory: ({ config, ...options }) => Recorder.fromConfig(config, options),
    }),
});
