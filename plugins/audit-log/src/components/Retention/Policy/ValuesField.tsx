// SPDX-License-Identifier: Apache-2.0
import TextField from '@material-ui/core/TextField';
import Autocomplete from '@material-ui/lab/Autocomplete';
import { useMemo, useState } from 'react';
import { useElementId } from '../../../view/useElementId';

/** How many the API takes, and how many are offered at a time. */
const MOST = 100;

/** Several values: those that are offered, or whatever is typed. */
export const ValuesField = (props: {
  readonly label: string;
  readonly options: readonly string[];
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
  readonly maxLength: number;
  readonly hint: string;
}) => {
  const { label, options, value, onChange, maxLength, hint } = props;
  const id = useElementId('values');
  const [typed, setTyped] = useState('');
  // Another array would have the field forget what is being typed.
  const values = useMemo(() => [...value], [value]);
  const all = useMemo(() => [...options], [options]);
  const set = (next: readonly string[]) =>
    onChange(
      [...new Set(next.map(one => one.trim()))].filter(Boolean).slice(0, MOST),
    );
  return (
    <Autocomplete<string, true, false, true>
      multiple
      freeSolo
      filterSelectedOptions
      id={id}
      options={all}
      filterOptions={(offered, { inputValue }) =>
        offered.filter(one => one.includes(inputValue.trim())).slice(0, MOST)
      }
      value={values}
      inputValue={typed}
      onInputChange={(_, text) => setTyped(text)}
      onChange={(_, next) => set(next)}
      // What was typed and not entered would be lost without a word.
      onBlur={() => {
        set([...value, typed]);
        setTyped('');
      }}
      renderInput={params => (
        <TextField
          {...params}
          size="small"
          variant="outlined"
          label={label}
          helperText={hint}
          inputProps={{ ...params.inputProps, maxLength, spellCheck: false }}
        />
      )}
    />
  );
};
