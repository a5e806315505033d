// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type {
  GroupDetails,
  MappingLevel,
  RoleDetails,
} from 'backstage-plugin-audit-log-common';
import { useCallback, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { accessControlApiRef } from '../../../accessApi';
import { useAccessPaths } from '../../../navigation/useAccessPaths';
import { useAction } from '../../../requests/useAction';
import type { RoleRequest } from '../../Roles/requestedRole';
import type { Remedy } from './remedyText';

/** What the dialog of a remedy is filled with. */
export type PreparedRemedy =
  | { readonly kind: 'join-group'; readonly group: GroupDetails }
  | {
      readonly kind: 'assign-role';
      readonly role: RoleDetails;
      readonly level?: MappingLevel;
    };

/** Loads what the dialog of a remedy needs. Where a role has to be created first, goes to where that is done. */
export function useRemedy(remedy: Remedy, permission: string) {
  const api = useApi(accessControlApiRef);
  const navigate = useNavigate();
  const paths = useAccessPaths();
  const [prepared, setPrepared] = useState<PreparedRemedy>();

  const prepare = useAction(async () => {
    const { kind, role, group, level } = remedy;
    if (kind === 'join-group' && group) {
      setPrepared({ kind, group: await api.getGroup(group.ref) });
    } else if (kind === 'assign-role' && role) {
      const id = role.ref.replace(/^role:/, '');
      setPrepared({ kind, role: await api.getRole(id), level });
    } else if (paths) {
      const state: RoleRequest = { permissions: [permission] };
      navigate(`${paths.tab('roles')}?dialog=create`, { state });
    }
  });

  return {
    prepared,
    prepare,
    dismiss: useCallback(() => setPrepared(undefined), []),
  };
}
