// SPDX-License-Identifier: Apache-2.0
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { useOptionalRouteRef } from '../../navigation/useOptionalRouteRef';
import { rootRouteRef } from '../../routes';

/**
 * Where the portal and its audit log are, as addresses that load the portal anew: it asks for permissions when it is
 * opened, and would go on showing only the pages of then.
 */
export function usePortalLinks(): {
  readonly portal: string;
  readonly auditLogs: string;
} {
  const config = useApi(configApiRef);
  const { pathname } = new URL(
    config.getOptionalString('app.baseUrl') ?? '/',
    window.location.origin,
  );
  const root = pathname.replace(/\/$/, '');
  // The page is not in the app of a person who could not see it when they opened the portal.
  const auditLogs = useOptionalRouteRef(rootRouteRef)?.() ?? '/audit-logs';
  return { portal: `${root}/`, auditLogs: `${root}${auditLogs}` };
}
