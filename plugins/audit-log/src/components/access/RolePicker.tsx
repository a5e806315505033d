// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { MappingLevel, Role } from 'backstage-plugin-audit-log-common';
import { useCallback } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { givenAtLevel, permissionWords } from './givenAtLevel';
import { useOwnAccess } from './OwnAccess';
import { SearchPicker } from './SearchPicker';

/** Picks roles to give, the built-in ones first; those that the person cannot give are shown with the reason. */
export const RolePicker = (props: {
  readonly value: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
  /** What they are to be given for. */
  readonly level: MappingLevel;
  readonly error?: string;
}) => {
  const { value, onChange, level, error } = props;
  const api = useApi(accessControlApiRef);
  const { missing } = useOwnAccess();
  const load = useCallback(
    (q: string | undefined, signal: AbortSignal) =>
      api.listRoles({ q, limit: 50, signal }),
    [api],
  );
  const reasonAgainst = ({ permissions }: Role) => {
    const lacking = missing(givenAtLevel(level, permissions));
    return lacking.length > 0
      ? `You cannot give this role: it holds ${permissionWords(
          lacking,
        )}, which you do not hold.`
      : undefined;
  };
  return (
    <SearchPicker
      label="Roles"
      placeholder="Name or description"
      value={value}
      onChange={onChange}
      load={load}
      keyOf={({ id }) => id}
      titleOf={({ name }) => name}
      detailOf={({ description }) => description}
      reasonAgainst={reasonAgainst}
      error={error}
    />
  );
};
