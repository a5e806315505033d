// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { accessControlRouteRef, type AccessTabPath } from '../routes';
import { useOptionalRouteRef } from './useOptionalRouteRef';

/** Where the parts of Access Control are. */
export interface AccessPaths {
  tab(path: AccessTabPath): string;
  role(id: string): string;
  group(ref: string): string;
  member(ref: string): string;
  key(id: string): string;
  quarantine(): string;
  heldEvent(id: string): string;
}

/** Undefined where the app does not have the page, as for a person who may not see it. */
export function useAccessPaths(): AccessPaths | undefined {
  const root = useOptionalRouteRef(accessControlRouteRef)?.();
  return useMemo(() => {
    if (root === undefined) {
      return undefined;
    }
    const below = (tab: AccessTabPath, name: string) =>
      `${root}/${tab}/${encodeURIComponent(name)}`;
    return {
      tab: path => `${root}/${path}`,
      role: id => below('roles', id),
      group: ref => below('groups', ref),
      member: ref => below('members', ref),
      key: id => below('keys', id),
      quarantine: () => `${root}/keys/quarantine`,
      heldEvent: id => `${root}/keys/quarantine/${encodeURIComponent(id)}`,
    };
  }, [root]);
}
