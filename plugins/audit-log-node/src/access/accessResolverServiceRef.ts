// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { accessControlServiceRef } from './accessControlServiceRef';
import { DefaultAccessResolver, type AccessResolver } from './AccessResolver';
import { RemoteAccess } from './RemoteAccess';

/**
 * Gives the modules of a plugin what they decide from. It begins to ask another backend only when it is asked first and no
 * audit log plugin is in its own.
 *
 * @public
 */
export const accessResolverServiceRef = createServiceRef<AccessResolver>({
  id: 'audit-log.access-resolver',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        local: accessControlServiceRef,
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
      },
      factory({ local, lifecycle, ...others }) {
        const resolver = DefaultAccessResolver.create({
          local,
          remote: RemoteAccess.create(others),
        });
        lifecycle.addShutdownHook(() => resolver.close());
        return resolver;
      },
    }),
});
