// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { Group } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { givenAtLevel, permissionWords } from './givenAtLevel';
import { useOwnAccess } from './OwnAccess';
import { SearchPicker } from './SearchPicker';
import { useRolePermissions } from './useRolePermissions';

/** Picks local groups to make somebody a member of; those whose roles the person cannot give are shown with the reason. */
export const LocalGroupPicker = (props: {
  readonly value: readonly Group[];
  readonly onChange: (groups: readonly Group[]) => void;
  readonly error?: string;
}) => {
  const api = useApi(accessControlApiRef);
  const { missing } = useOwnAccess();
  const permissionsOf = useRolePermissions();
  const load = useCallback(
    (q: string | undefined, signal: AbortSignal) =>
      api.listGroups({ q, source: 'local', limit: 50, signal }),
    [api],
  );
  const reasonAgainst = ({ roles }: Group) => {
    const lacking = missing(
      roles.flatMap(({ role, level }) =>
        givenAtLevel(level, permissionsOf(role.ref)),
      ),
    );
    return lacking.length > 0
      ? `You cannot invite to this group: it gives ${permissionWords(
          lacking,
        )}, which you do not hold.`
      : undefined;
  };
  return (
    <SearchPicker
      label="Groups"
      placeholder="Name or description"
      value={props.value}
      onChange={props.onChange}
      load={load}
      keyOf={({ ref }) => ref}
      titleOf={({ title }) => title}
      detailOf={({ description, roles }) =>
        [
          description,
          roles.length > 0
            ? `Roles: ${roles
                .map(({ role }) => role.title ?? role.ref)
                .join(', ')}`
            : 'No roles yet',
        ]
          .filter(Boolean)
          .join(' · ')
      }
      reasonAgainst={reasonAgainst}
      error={props.error}
    />
  );
};
