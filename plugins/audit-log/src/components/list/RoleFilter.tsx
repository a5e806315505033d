// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { useRole } from '../../requests/useRole';
import { useSearch } from '../../requests/useSearch';
import { SearchAutocomplete } from './SearchAutocomplete';

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
  const { value, onChange } = props;
  const api = useApi(accessControlApiRef);
  const search = useSearch(
    useCallback(
      async (q: string | undefined, signal: AbortSignal) => {
        const { items } = await api.listRoles({ q, limit: 50, signal });
        return items.map(({ id, name }) => ({ key: id, title: name }));
      },
      [api],
    ),
  );
  const { value: found } = search.found;
  const listed = found?.find(({ key }) => key === value);
  // A link can name a role that is not among the first.
  const role = useRole(value && found && !listed ? value : undefined);
  const chosen = value
    ? listed ?? { key: value, title: role.value?.name ?? value }
    : undefined;
  return (
    <SearchAutocomplete
      style={{ width: 200 }}
      label="Role"
      placeholder="Any"
      search={search}
      value={chosen}
      onChange={onChange}
      words={WORDS}
    />
  );
};
