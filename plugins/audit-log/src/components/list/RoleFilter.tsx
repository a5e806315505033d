// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { useRole } from '../../requests/useRole';
import { NamedFilter } from './NamedFilter';

const STYLE = { width: 200 };
const WORDS = {
  none: 'No role of this name',
  failed: 'The roles could not be searched',
};

/** Narrows a list to those that hold one role. */
export const RoleFilter = (props: {
  /** Id of the role. */
  readonly value: string | undefined;
  readonly onChange: (role: string | undefined) => void;
}) => {
  const api = useApi(accessControlApiRef);
  const find = useCallback(
    async (q: string | undefined, signal: AbortSignal) => {
      const { items } = await api.listRoles({ q, limit: 50, signal });
      return items.map(({ id, name }) => ({ key: id, title: name }));
    },
    [api],
  );
  return (
    <NamedFilter
      {...props}
      label="Role"
      style={STYLE}
      words={WORDS}
      find={find}
      useOne={useRole}
    />
  );
};
