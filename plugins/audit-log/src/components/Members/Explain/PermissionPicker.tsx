// SPDX-License-Identifier: Apache-2.0
import TextField from '@material-ui/core/TextField';
import Autocomplete, {
  createFilterOptions,
} from '@material-ui/lab/Autocomplete';
import type { PermissionList } from 'backstage-plugin-audit-log-common';
import { useMemo } from 'react';

interface Option {
  readonly name: string;
  readonly title: string;
  readonly group: string;
}

const filterOptions = createFilterOptions<Option>({
  stringify: ({ name, title, group }) => `${title} ${name} ${group}`,
  limit: 100,
});

/** Picks one of all permissions, by its name or by the words for it. */
export const PermissionPicker = (props: {
  /** Undefined until they are known. */
  readonly permissions: PermissionList | undefined;
  /** Name of a permission; also one that is not, or no longer, among them. */
  readonly value: string | undefined;
  readonly onChange: (permission: string | undefined) => void;
}) => {
  const { permissions, value, onChange } = props;
  const options = useMemo(() => optionsOf(permissions), [permissions]);
  const chosen =
    value === undefined
      ? null
      : options.find(({ name }) => name === value) ?? {
          name: value,
          title: value,
          group: '',
        };
  return (
    <Autocomplete<Option>
      options={options}
      value={chosen}
      loading={!permissions}
      filterOptions={filterOptions}
      groupBy={({ group }) => group}
      getOptionLabel={({ title }) => title}
      getOptionSelected={(option, { name }) => option.name === name}
      renderOption={({ name, title }) => (
        <span>
          {title} <small>{name !== title && name}</small>
        </span>
      )}
      noOptionsText="No permission of this name"
      onChange={(_, option) => onChange(option?.name)}
      renderInput={params => (
        <TextField
          {...params}
          size="small"
          variant="outlined"
          label="Permission"
          placeholder="Such as Read audit events"
        />
      )}
    />
  );
};

/** Each permission once, under the first heading that has it. */
function optionsOf(permissions: PermissionList | undefined): Option[] {
  const options = new Map<string, Option>();
  for (const group of permissions?.groups ?? []) {
    for (const { name, title } of group.permissions) {
      if (!options.has(name)) {
        options.set(name, { name, title, group: group.title });
      }
    }
  }
  return [...options.values()];
}
