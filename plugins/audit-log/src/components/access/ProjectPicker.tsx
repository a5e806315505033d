// SPDX-License-Identifier: Apache-2.0
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';
import { useSearch } from '../../requests/useSearch';
import { shortReference } from '../labels/reference';
import {
  SearchAutocomplete,
  type SearchOption,
} from '../list/SearchAutocomplete';

const WORDS = {
  none: 'No System or Domain of this name',
  failed: 'The catalog could not be searched',
};

/** Picks a project among the catalog's Systems and Domains. */
export const ProjectPicker = (props: {
  /** Entity reference. */
  readonly value: string | undefined;
  readonly onChange: (project: string | undefined) => void;
}) => {
  const { value, onChange } = props;
  const catalog = useApi(catalogApiRef);
  const search = useSearch(
    useCallback(
      async (term: string | undefined) => {
        const { items } = await catalog.queryEntities({
          filter: { kind: ['System', 'Domain'] },
          fields: [
            'kind',
            'metadata.namespace',
            'metadata.name',
            'metadata.title',
          ],
          fullTextFilter: term
            ? { term, fields: ['metadata.name', 'metadata.title'] }
            : undefined,
          orderFields: [{ field: 'metadata.name', order: 'asc' }],
          limit: 50,
        });
        return items.map(optionOf);
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
    />
  );
};

function optionOf(entity: Entity): SearchOption {
  const key = stringifyEntityRef(entity);
  const title = entity.metadata.title ?? shortReference(key);
  return { key, title, detail: key };
}
