// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  accessControlManagePermission,
  EVERY_PERMISSION,
  expandPermissions,
  type OwnAccess,
} from 'backstage-plugin-audit-log-common';
import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  type ReactNode,
} from 'react';
import { accessControlApiRef } from '../../accessApi';
import { useRequest } from '../../requests/useRequest';

export interface OwnAccessState {
  /** Absent until the server has said. */
  readonly value?: OwnAccess;
  readonly error?: Error;
  readonly retry: () => void;
  /** Whether the person may change roles, groups, members and invitations. */
  readonly canManage: boolean;
  /**
   * The permissions, of those named, that the person does not hold for the organization and so cannot give to others.
   * Bundles are taken apart.
   */
  readonly missing: (permissions: readonly string[]) => readonly string[];
}

const Context = createContext<OwnAccessState | undefined>(undefined);

/** Asks once for the whole page what the person may do. */
export const OwnAccessProvider = (props: { readonly children: ReactNode }) => {
  const api = useApi(accessControlApiRef);
  const { value, error, retry } = useRequest(
    useCallback((signal: AbortSignal) => api.getOwnAccess({ signal }), [api]),
  );
  const { allowed } = usePermission({
    permission: accessControlManagePermission,
  });
  const state = useMemo<OwnAccessState>(() => {
    const held = new Set(value?.permissions);
    // Where the portal's policy decides alone, what roles hold says nothing.
    const mayGrantAll =
      held.has(EVERY_PERMISSION) || value?.authorization === 'framework';
    const missing = (permissions: readonly string[]) =>
      mayGrantAll
        ? []
        : expandPermissions(permissions).filter(name => !held.has(name));
    const holds = missing([accessControlManagePermission.name]).length === 0;
    return {
      value,
      error,
      retry,
      canManage: allowed && value !== undefined && holds,
      missing,
    };
  }, [value, error, retry, allowed]);
  return <Context.Provider value={state}>{props.children}</Context.Provider>;
};

/** What the person who looks at the page may do, and how Access Control is set up. */
export function useOwnAccess(): OwnAccessState {
  const state = useContext(Context);
  if (!state) {
    throw new Error('useOwnAccess needs an OwnAccessProvider above it');
  }
  return state;
}
