// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { useKey } from '../../requests/useKey';
import { useSearch } from '../../requests/useSearch';
import { SearchAutocomplete } from './SearchAutocomplete';

const WORDS = {
  none: 'No key of this name',
  failed: 'The keys could not be searched',
};

/** Narrows a list to what came with one ingestion key. */
export const KeyFilter = (props: {
  /** Id of the key. */
  readonly value: string | undefined;
  readonly onChange: (key: string | undefined) => void;
}) => {
  const { value, onChange } = props;
  const api = useApi(accessControlApiRef);
  const search = useSearch(
    useCallback(
      async (q: string | undefined, signal: AbortSignal) => {
        const { items } = await api.listIngestionKeys({ q, limit: 50, signal });
        return items.map(({ id, name, tokenBeginning }) => ({
          key: id,
          title: name,
          detail: tokenBeginning,
        }));
      },
      [api],
    ),
  );
  const { value: found } = search.found;
  const listed = found?.find(({ key }) => key === value);
  // A link can name a key that is not among the first.
  const key = useKey(value && found && !listed ? value : undefined);
  const chosen = value
    ? listed ?? { key: value, title: key.value?.name ?? value }
    : undefined;
  return (
    <SearchAutocomplete
      style={{ width: 240 }}
      label="Key"
      placeholder="Any"
      search={search}
      value={chosen}
      onChange={onChange}
      words={WORDS}
    />
  );
};
