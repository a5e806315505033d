// SPDX-License-Identifier: Apache-2.0
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useElementId } from '../../../view/useElementId';
import {
  durationProblem,
  isCounted,
  type DurationDraft,
  type DurationUnit,
} from './DurationDraft';
import { DURATION_UNITS, durationWords } from './durationWords';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(120px, 1fr))',
    gap: theme.spacing(1),
    alignItems: 'start',
    minWidth: 0,
    margin: 0,
    padding: 0,
    border: 0,
  },
}));

const OTHERS: readonly (readonly [DurationUnit, string])[] = [
  ['none', 'not at all'],
  ['forever', 'for ever'],
  ['same', 'as for all'],
];

/** A duration of a policy: a number and its unit, or what it can be instead. */
export const DurationField = (props: {
  /** What is so long, such as Live. */
  readonly label: string;
  readonly value: DurationDraft;
  readonly onChange: (value: DurationDraft) => void;
  /** What it can be besides a number of units. */
  readonly others: readonly ('none' | 'forever' | 'same')[];
  readonly hint?: string;
}) => {
  const classes = useStyles();
  const { label, value, onChange, others, hint } = props;
  const id = useElementId('duration');
  const { amount, unit, given } = value;
  const problem = durationProblem(value);
  const choose = (next: DurationUnit) =>
    onChange({
      given,
      unit: next,
      amount: isCounted(next) ? amount || '1' : '',
    });
  return (
    <fieldset className={classes.root} aria-label={label}>
      {isCounted(unit) && (
        <TextField
          size="small"
          variant="outlined"
          id={`${id}-amount`}
          label={label}
          value={amount}
          onChange={({ target }) =>
            onChange({ ...value, amount: target.value })
          }
          inputProps={{ inputMode: 'numeric', maxLength: 5 }}
          error={problem !== undefined}
          helperText={problem ?? hint}
          FormHelperTextProps={{ role: problem && 'alert' }}
        />
      )}
      <TextField
        select
        size="small"
        variant="outlined"
        // Makes the label and the chosen word the name of the field.
        id={`${id}-unit`}
        label={isCounted(unit) ? 'Unit' : label}
        value={unit}
        onChange={({ target }) => choose(target.value as DurationUnit)}
        helperText={isCounted(unit) ? undefined : hint}
      >
        {DURATION_UNITS.map(one => (
          <MenuItem key={one} value={one}>
            {one}
          </MenuItem>
        ))}
        {OTHERS.filter(([one]) => others.some(other => other === one)).map(
          ([one, words]) => (
            <MenuItem key={one} value={one}>
              {words}
            </MenuItem>
          ),
        )}
        {given !== undefined && unit === 'given' && (
          <MenuItem value="given">{durationWords(given)}</MenuItem>
        )}
      </TextField>
    </fieldset>
  );
};
