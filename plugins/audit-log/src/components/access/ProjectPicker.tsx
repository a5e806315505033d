// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { useSearch } from '../../requests/useSearch';
import { shortReference } from '../labels/reference';
import { SearchAutocomplete } from '../list/SearchAutocomplete';
import { findProjects } from './findProjects';

const WORDS = {
  none: 'No System or Domain of this name',
  failed: 'The catalog could not be searched',
};

/** Picks a project among the catalog's Systems and Domains. */
export const ProjectPicker = (props: {
  /** Entity reference. */
  readonly value: string | undefined;
  readonly onChange: (project: string | undefined) => void;
  readonly error?: string;
}) => {
  const { value, onChange, error } = props;
  const catalog = useApi(catalogApiRef);
  const search = useSearch(
    useCallback(
      async (term: string | undefined) => {
        const { items } = await findProjects(catalog, term);
        return items;
      },
      [catalog],
    ),
  );
  const listed = search.found.value?.find(({ key }) => key === value);
  const chosen = value
    ? listed ?? { key: value, title: shortReference(value) }
    : undefined;
  return (
    <SearchAutocomplete
      label="Project"
      placeholder="Name of a System or Domain"
      search={search}
      value={chosen}
      onChange={onChange}
      words={WORDS}
      error={error}
    />
  );
};
