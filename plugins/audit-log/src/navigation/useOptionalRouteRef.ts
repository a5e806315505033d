// SPDX-License-Identifier: Apache-2.0
import {
  useRouteRef,
  type RouteFunc,
  type RouteRef,
} from '@backstage/core-plugin-api';

/** The path of a page, or undefined where the app does not have it, as for a person who may not see it. */
export function useOptionalRouteRef(
  routeRef: RouteRef<undefined>,
): RouteFunc<undefined> | undefined {
  try {
    // Throws after the last of its hooks, so that their order is always the same.
    return useRouteRef(routeRef);
  } catch {
    return undefined;
  }
}
