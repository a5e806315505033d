// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/**
 * The one permission policy of the portal: the stock one, which allows everything, or with `portal.policy: access-control`
 * the one that decides from the roles of Access Control. The audit log is safe under both.
 */
export const permissionPolicy = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (config.getOptionalString('portal.policy') === 'access-control') {
      yield import('backstage-plugin-permission-backend-module-access-control');
    } else {
      yield import(
        '@backstage/plugin-permission-backend-module-allow-all-policy'
      );
    }
  },
});
