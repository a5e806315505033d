// SPDX-License-Identifier: Apache-2.0
import {
  type BackstageCredentials,
  coreServices,
  createServiceFactory,
  type HttpAuthService,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import type { Request } from 'express';

/**
 * Reads who somebody is from a token that says so, and keeps what it has read with the request, as Backstage's own service
 * does: an auditor asks for it with each line.
 */
export const httpAuthOnceForEachRequest = createServiceFactory({
  service: coreServices.httpAuth,
  deps: { plugin: coreServices.pluginMetadata },
  factory: ({ plugin }) =>
    onceForEachRequest(mockServices.httpAuth({ pluginId: plugin.getId() })),
});

function onceForEachRequest(httpAuth: HttpAuthService): HttpAuthService {
  const known = new WeakMap<Request, Promise<BackstageCredentials>>();
  return {
    credentials(request, options) {
      if (options) {
        return httpAuth.credentials(request, options);
      }
      const credentials = known.get(request) ?? httpAuth.credentials(request);
      known.set(request, credentials);
      // Without options it is credentials of whatever kind that are asked for.
      return credentials as Promise<never>;
    },
    issueUserCookie: (response, options) =>
      httpAuth.issueUserCookie(response, options),
  };
}
