// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type {
  EventSearch,
  FilterName,
} from 'backstage-plugin-audit-log-common';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import {
  filterValues,
  withFilter,
  withMode,
  withoutFilterName,
  type FilterMode,
  type FilterState,
} from '../../view/filters';
import { FILTER_LABELS } from '../labels/filters';
import { FilterModeToggle } from './FilterModeToggle';
import { FilterValues } from './FilterValues';

const useStyles = makeStyles(theme => ({
  root: {
    '& button': { textTransform: 'none' },
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    width: 340,
    maxWidth: '100%',
    padding: theme.spacing(1.5),
  },
  head: { display: 'flex', justifyContent: 'space-between' },
}));

/** Chooses the values of one filter: from what the log holds, narrowed by typing, or typed in full. */
export const FilterAutocomplete = (props: {
  readonly name: FilterName;
  readonly search: EventSearch;
  readonly onChange: (filters: FilterState) => void;
}) => {
  const classes = useStyles();
  const { name, search, onChange } = props;
  const { title, placeholder, values } = FILTER_LABELS[name];
  const included = filterValues(search, 'include', name);
  const excluded = filterValues(search, 'exclude', name);
  const [mode, setMode] = useState<FilterMode>(
    excluded.length > included.length ? 'exclude' : 'include',
  );
  const [typed, setTyped] = useState('');

  // Whoever opens a filter came to type or to choose.
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = typed.trim();
    if (value) {
      onChange(withFilter(search, { mode, name, value }));
      setTyped('');
    }
  };

  return (
    <form className={classes.root} onSubmit={submit}>
      <div className={classes.head}>
        <FilterModeToggle
          title={title}
          mode={mode}
          onChange={next => {
            setMode(next);
            onChange(withMode(search, name, next));
          }}
        />
        <Button
          size="small"
          disabled={included.length + excluded.length === 0}
          onClick={() => onChange(withoutFilterName(search, name))}
        >
          Clear
        </Button>
      </div>
      {!values && (
        <TextField
          inputRef={input}
          fullWidth
          size="small"
          variant="outlined"
          placeholder={placeholder}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          inputProps={{
            'aria-label': `Find or enter a value of ${title}`,
            maxLength: 1000,
          }}
          helperText="Enter takes exactly what is typed"
        />
      )}
      <FilterValues
        name={name}
        mode={mode}
        search={search}
        contains={typed.trim()}
        onChange={onChange}
      />
    </form>
  );
};
