// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import {
  COVERAGE_PATH,
  INTEGRITY_PATH,
  RETENTION_PATH,
  rootRouteRef,
} from '../routes';
import type { View } from '../view/View';
import { viewToParams } from '../view/viewToParams';
import { useOptionalRouteRef } from './useOptionalRouteRef';

/** Where the parts of Audit Logs are. */
export interface AuditLogPaths {
  readonly root: string;
  view(view: View): string;
  /** The coverage, searched for some words. */
  coverage(q?: string): string;
  /** An event, whenever it was. */
  event(id: string): string;
  /** What proves the ledger, at a run of verification. */
  integrity(run?: string): string;
  /** How long events are kept, and where. */
  retention(): string;
}

/** Undefined where the app does not have the page. */
export function useAuditLogPaths(): AuditLogPaths | undefined {
  const root = useOptionalRouteRef(rootRouteRef)?.();
  return useMemo(() => {
    if (root === undefined) {
      return undefined;
    }
    const below = (path: string, name: string, value?: string) =>
      `${root}${path}${
        value ? `?${new URLSearchParams({ [name]: value })}` : ''
      }`;
    return {
      root,
      view: view => `${root}?${viewToParams(view)}`,
      coverage: q => below(`/${COVERAGE_PATH}`, 'q', q),
      event: id => below('', 'open', id),
      integrity: run => below(`/${INTEGRITY_PATH}`, 'run', run),
      retention: () => `${root}/${RETENTION_PATH}`,
    };
  }, [root]);
}
