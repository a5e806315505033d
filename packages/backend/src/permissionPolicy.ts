// SPDX-License-Identifier: Apache-2.0
import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';

/**
 * The one permission policy of the portal: the stock one, which allows everything, or with `portal.policy: access-control`
 * the one that decides from the roles of Access Control. The audit log is safe under both.
 * Anything else stops the start: a slip of the pen must not open the portal.
 */
export const permissionPolicy = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    const policy = config.getOptionalString('portal.policy') ?? 'allow-all';
    switch (policy) {
      case 'access-control':
        yield import(
          'backstage-plugin-permission-backend-module-access-control'
        );
        break;
      case 'allow-all':
        yield import(
          '@backstage/plugin-permission-backend-module-allow-all-policy'
        );
        break;
      default:
        throw new Error(
          `portal.policy: must be allow-all or access-control, got '${policy}'`,
        );
    }
  },
});
