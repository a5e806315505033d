// SPDX-License-Identifier: Apache-2.0
import MenuItem from '@material-ui/core/MenuItem';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { dayInput, lastMoment } from '../../view/lastMoment';
import { formatTime } from '../labels/formatTime';
import { inDays } from './KeyDraft';
import { KeyTextField } from './KeyTextField';

const PERIODS = [
  [30, 'In 30 days'],
  [90, 'In 90 days'],
  [365, 'In a year'],
] as const;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(200px, 1fr))',
    gap: theme.spacing(2),
    alignItems: 'start',
  },
}));

/** Picks until when a key works: for a while, until the end of a day, or for ever. */
export const ExpiryField = (props: {
  readonly value: string | null | undefined;
  /** The period that the value comes from; without it, the value is a day that was picked before. */
  readonly days?: number;
  readonly onChange: (expiresAt: string | null | undefined) => void;
  readonly error?: string;
}) => {
  const classes = useStyles();
  const { value, days, onChange, error } = props;
  const [choice, setChoice] = useState(
    value === null ? 'never' : String(days ?? 'day'),
  );
  const choose = (next: string) => {
    setChoice(next);
    if (next === 'never') {
      onChange(null);
    } else if (next === 'day') {
      onChange(lastMoment(dayInput(value ?? undefined)));
    } else {
      onChange(inDays(Number(next), Date.now()));
    }
  };
  return (
    <div className={classes.root}>
      <KeyTextField
        field="expiry"
        select
        label="Expires"
        value={choice}
        onChange={choose}
        error={error}
        hint={hintOf(choice, value)}
      >
        {PERIODS.map(([period, title]) => (
          <MenuItem key={period} value={String(period)}>
            {title}
          </MenuItem>
        ))}
        <MenuItem value="day">On a day</MenuItem>
        <MenuItem value="never">Never</MenuItem>
      </KeyTextField>
      {choice === 'day' && (
        <KeyTextField
          field="day"
          type="date"
          label="Day"
          value={dayInput(value ?? undefined)}
          onChange={day => onChange(lastMoment(day))}
          inputProps={{ min: dayInput(new Date().toISOString()) }}
          InputLabelProps={{ shrink: true }}
          hint="The key works until the end of it."
        />
      )}
    </div>
  );
};

function hintOf(choice: string, value: string | null | undefined): string {
  if (choice === 'never') {
    return 'It works until somebody revokes it: a token that is lost works on. Rotate it from time to time.';
  }
  return value
    ? `It works until ${formatTime.minute(
        value,
      )}. The day can be changed later.`
    : 'Pick a day.';
}
