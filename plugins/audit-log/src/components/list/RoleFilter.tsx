// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useCallback, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { accessControlApiRef } from '../../accessApi';
import { messageOf } from '../../requests/messageOf';
import { useRequest } from '../../requests/useRequest';
import { useRole } from '../../requests/useRole';

/** How long a pause in typing means that the words are all there. */
const PAUSE = 300;

interface Option {
  readonly id: string;
  readonly name: string;
}

/** Narrows a list to those that hold one role. */
export const RoleFilter = (props: {
  /** Id of the role. */
  readonly value: string | undefined;
  readonly onChange: (role: string | undefined) => void;
}) => {
  const { value, onChange } = props;
  const api = useApi(accessControlApiRef);
  const [typed, setTyped] = useState('');
  const [q, setQ] = useState('');
  useDebounce(() => setQ(typed.trim()), PAUSE, [typed]);
  const found = useRequest(
    useCallback(
      (signal: AbortSignal) =>
        api.listRoles({ q: q || undefined, limit: 50, signal }),
      [api, q],
    ),
  );
  const options: Option[] = found.value?.items ?? [];
  const listed = options.find(({ id }) => id === value);
  // A link can name a role that is not among the first.
  const role = useRole(value && !listed && found.value ? value : undefined);
  const chosen = value
    ? listed ?? { id: value, name: role.value?.name ?? value }
    : null;
  return (
    <Autocomplete<Option>
      style={{ width: 200 }}
      options={options}
      value={chosen}
      loading={found.loading}
      // The server has searched already.
      filterOptions={all => all}
      getOptionLabel={({ name }) => name}
      getOptionSelected={(option, { id }) => option.id === id}
      noOptionsText={
        found.error
          ? `The roles could not be searched: ${messageOf(found.error)}`
          : 'No role of this name'
      }
      onInputChange={(_, text, reason) =>
        setTyped(reason === 'input' ? text : '')
      }
      onChange={(_, option) => onChange(option?.id)}
      renderInput={params => (
        <TextField
          {...params}
          size="small"
          variant="outlined"
          label="Role"
          placeholder="Any"
          InputLabelProps={{ shrink: true }}
        />
      )}
    />
  );
};
