// SPDX-License-Identifier: Apache-2.0
import Chip from '@material-ui/core/Chip';
import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useSearch } from '../../requests/useSearch';
import { LoadFailure } from '../states/LoadFailure';
import { PickerOption } from './PickerOption';

const useStyles = makeStyles(theme => ({
  root: { minWidth: 0, margin: 0, padding: 0, border: 0 },
  chosen: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5),
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    listStyle: 'none',
    '& > li': { maxWidth: '100%' },
  },
  chip: { margin: 0 },
  options: {
    maxHeight: 280,
    overflowY: 'auto',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
    listStyle: 'none',
  },
}));

interface SearchPickerProps<T> {
  /** What is picked, such as Roles. */
  readonly label: string;
  readonly placeholder: string;
  readonly value: readonly T[];
  readonly onChange: (value: readonly T[]) => void;
  /** The first of those that match, and how many there are. Wrap it in useCallback. */
  readonly load: (
    q: string | undefined,
    signal: AbortSignal,
  ) => Promise<{ readonly items: readonly T[]; readonly total: number }>;
  readonly keyOf: (item: T) => string;
  readonly titleOf: (item: T) => string;
  readonly detailOf?: (item: T) => string;
  /** Why an item cannot be picked; it is shown all the same. */
  readonly reasonAgainst?: (item: T) => string | undefined;
  readonly error?: string;
}

/** Picks several of many: those that match what is typed, each with a checkbox, and above them what is picked already. */
export function SearchPicker<T>(props: SearchPickerProps<T>) {
  const classes = useStyles();
  const { label, value, onChange, load, keyOf, titleOf } = props;
  const { typed, setTyped, found } = useSearch(load);
  const picked = new Set(value.map(keyOf));
  const toggle = (item: T) =>
    onChange(
      picked.has(keyOf(item))
        ? value.filter(other => keyOf(other) !== keyOf(item))
        : [...value, item],
    );
  const { items, total } = found.value ?? { items: [], total: 0 };

  return (
    <fieldset className={classes.root} aria-label={label}>
      <TextField
        fullWidth
        size="small"
        variant="outlined"
        label={`Search ${label.toLocaleLowerCase('en-US')}`}
        placeholder={props.placeholder}
        InputLabelProps={{ shrink: true }}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        // Enter would send the form around it.
        onKeyDown={event => event.key === 'Enter' && event.preventDefault()}
        inputProps={{
          'aria-label': `Search ${label.toLocaleLowerCase('en-US')}`,
          maxLength: 200,
        }}
      />
      {props.error && (
        <FormHelperText error role="alert">
          {props.error}
        </FormHelperText>
      )}
      {value.length > 0 && (
        <ul className={classes.chosen} aria-label={`Picked ${label}`}>
          {value.map(item => (
            <li key={keyOf(item)}>
              <Chip
                size="small"
                className={classes.chip}
                label={<bdi>{titleOf(item)}</bdi>}
                aria-label={`Remove ${titleOf(item)}`}
                onClick={() => toggle(item)}
                onDelete={() => toggle(item)}
              />
            </li>
          ))}
        </ul>
      )}
      {found.error && (
        <LoadFailure
          what={label.toLocaleLowerCase('en-US')}
          error={found.error}
          onRetry={found.retry}
        />
      )}
      <ul
        className={classes.options}
        aria-label={label}
        aria-busy={found.loading}
      >
        {items.map(item => (
          <PickerOption
            key={keyOf(item)}
            title={titleOf(item)}
            detail={props.detailOf?.(item)}
            reasonAgainst={props.reasonAgainst?.(item)}
            isPicked={picked.has(keyOf(item))}
            onToggle={() => toggle(item)}
          />
        ))}
      </ul>
      <Typography variant="caption" component="p" role="status">
        {found.loading && 'Searching…'}
        {!found.loading && !found.error && total === 0 && 'None found'}
        {total > items.length &&
          `The first ${
            items.length
          } of ${total.toLocaleString()}; type to find others`}
      </Typography>
    </fieldset>
  );
}
