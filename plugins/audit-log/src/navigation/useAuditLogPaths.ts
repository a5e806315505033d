// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { COVERAGE_PATH, rootRouteRef } from '../routes';
import type { View } from '../view/View';
import { viewToParams } from '../view/viewToParams';
import { useOptionalRouteRef } from './useOptionalRouteRef';

/** Where the parts of Audit Logs are. */
export interface AuditLogPaths {
  readonly root: string;
  view(view: View): string;
  /** The coverage, searched for some words. */
  coverage(q?: string): string;
}

/** Undefined where the app does not have the page. */
export function useAuditLogPaths(): AuditLogPaths | undefined {
  const root = useOptionalRouteRef(rootRouteRef)?.();
  return useMemo(() => {
    if (root === undefined) {
      return undefined;
    }
    return {
      root,
      view: view => `${root}?${viewToParams(view)}`,
      coverage: q =>
        `${root}/${COVERAGE_PATH}${q ? `?${new URLSearchParams({ q })}` : ''}`,
    };
  }, [root]);
}
