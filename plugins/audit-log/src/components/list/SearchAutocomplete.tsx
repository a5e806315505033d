// SPDX-License-Identifier: Apache-2.0
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import type { CSSProperties } from 'react';
import { messageOf } from '../../requests/messageOf';
import type { Search } from '../../requests/useSearch';

/** One of many, as it is chosen in a SearchAutocomplete. */
export interface SearchOption {
  readonly key: string;
  readonly title: string;
  readonly detail?: string;
}

/** Picks one of many, among those that the server finds for what is typed. */
export const SearchAutocomplete = (props: {
  readonly label: string;
  readonly placeholder: string;
  readonly search: Search<readonly SearchOption[]>;
  readonly value: SearchOption | undefined;
  readonly onChange: (key: string | undefined) => void;
  /** What to say when nothing is found, and when the search failed. */
  readonly words: { readonly none: string; readonly failed: string };
  readonly style?: CSSProperties;
  readonly error?: string;
}) => {
  const { label, placeholder, search, value, onChange, words, style } = props;
  const { error } = props;
  const { found, setTyped } = search;
  return (
    <Autocomplete<SearchOption>
      style={style}
      options={[...(found.value ?? [])]}
      value={value ?? null}
      loading={found.loading}
      // The server has searched already.
      filterOptions={options => options}
      getOptionLabel={({ title }) => title}
      getOptionSelected={(option, { key }) => option.key === key}
      renderOption={({ title, detail }) => (
        <span>
          <bdi>{title}</bdi> <small>{detail}</small>
        </span>
      )}
      noOptionsText={
        found.error ? `${words.failed}: ${messageOf(found.error)}` : words.none
      }
      // What was chosen is no search: all are offered again in its place.
      onInputChange={(_, text, reason) =>
        setTyped(reason === 'input' ? text : '')
      }
      onChange={(_, option) => onChange(option?.key)}
      renderInput={params => (
        <TextField
          {...params}
          size="small"
          variant="outlined"
          label={label}
          placeholder={placeholder}
          InputLabelProps={{ shrink: true }}
          error={error !== undefined}
          helperText={error}
          FormHelperTextProps={{ role: error && 'alert' }}
        />
      )}
    />
  );
};
