// SPDX-License-Identifier: Apache-2.0
import type { CSSProperties } from 'react';
import type { RequestState } from '../../requests/useRequest';
import { useSearch } from '../../requests/useSearch';
import { SearchAutocomplete, type SearchOption } from './SearchAutocomplete';

/** Narrows a list to one of many that have an id and a name, which the server searches. */
export const NamedFilter = (props: {
  readonly label: string;
  readonly style: CSSProperties;
  readonly words: { readonly none: string; readonly failed: string };
  /** Wrap it in useCallback. */
  readonly find: (
    q: string | undefined,
    signal: AbortSignal,
  ) => Promise<readonly SearchOption[]>;
  /** A hook that asks for one by its id, and for none where that is undefined. */
  readonly useOne: (
    id: string | undefined,
  ) => RequestState<{ readonly name: string }>;
  /** Id of the one that is chosen. */
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}) => {
  const { find, useOne, value, ...others } = props;
  const search = useSearch(find);
  const { value: found } = search.found;
  const listed = found?.find(({ key }) => key === value);
  // A link can name one that is not among the first.
  const one = useOne(value && found && !listed ? value : undefined);
  const chosen = value
    ? listed ?? { key: value, title: one.value?.name ?? value }
    : undefined;
  return (
    <SearchAutocomplete
      {...others}
      placeholder="Any"
      search={search}
      value={chosen}
    />
  );
};
