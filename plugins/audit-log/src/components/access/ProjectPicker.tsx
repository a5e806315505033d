// SPDX-License-Identifier: Apache-2.0
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useCallback, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { messageOf } from '../../requests/messageOf';
import { useRequest } from '../../requests/useRequest';
import { shortReference } from '../labels/reference';

/** How long a pause in typing means that the words are all there. */
const PAUSE = 300;

interface Project {
  readonly ref: string;
  readonly title: string;
}

/** Picks a project among the catalog's Systems and Domains. */
export const ProjectPicker = (props: {
  /** Entity reference. */
  readonly value: string | undefined;
  readonly onChange: (project: string | undefined) => void;
}) => {
  const { value, onChange } = props;
  const catalog = useApi(catalogApiRef);
  const [typed, setTyped] = useState('');
  const [term, setTerm] = useState('');
  useDebounce(() => setTerm(typed.trim()), PAUSE, [typed]);
  const found = useRequest(
    useCallback(async () => {
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
      return items.map(projectOf);
    }, [catalog, term]),
  );
  const projects = found.value ?? [];
  const chosen =
    value === undefined
      ? null
      : projects.find(({ ref }) => ref === value) ?? {
          ref: value,
          title: shortReference(value),
        };

  return (
    <Autocomplete<Project>
      options={projects as Project[]}
      value={chosen}
      loading={found.loading}
      // The catalog has searched already.
      filterOptions={options => options}
      getOptionLabel={({ title }) => title}
      getOptionSelected={(option, { ref }) => option.ref === ref}
      renderOption={({ ref, title }) => (
        <span>
          <bdi>{title}</bdi> <small>{ref}</small>
        </span>
      )}
      noOptionsText={
        found.error
          ? `The catalog could not be searched: ${messageOf(found.error)}`
          : 'No System or Domain of this name'
      }
      onInputChange={(_, text, reason) => reason === 'input' && setTyped(text)}
      onChange={(_, project) => onChange(project?.ref)}
      renderInput={params => (
        <TextField
          {...params}
          size="small"
          variant="outlined"
          label="Project"
          placeholder="Name of a System or Domain"
        />
      )}
    />
  );
};

function projectOf(entity: Entity): Project {
  const ref = stringifyEntityRef(entity);
  return { ref, title: entity.metadata.title ?? shortReference(ref) };
}
