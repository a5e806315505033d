// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import { useState, type FormEvent } from 'react';
import { localInput, timeOfLocalInput } from './localInput';

const useStyles = makeStyles(theme => ({
  root: { display: 'grid', gap: theme.spacing(2), padding: theme.spacing(2) },
}));

/** From one moment to another, in the viewer's own time; the end may stay open. */
export const CustomTimeRange = (props: {
  readonly from?: string;
  readonly to?: string;
  readonly onApply: (window: { from?: string; to?: string }) => void;
}) => {
  const classes = useStyles();
  const [from, setFrom] = useState(localInput(props.from));
  const [to, setTo] = useState(localInput(props.to));
  const isReversed = from !== '' && to !== '' && from >= to;

  const apply = (event: FormEvent) => {
    event.preventDefault();
    if (!isReversed) {
      props.onApply({
        from: timeOfLocalInput(from),
        to: timeOfLocalInput(to),
      });
    }
  };

  return (
    <form className={classes.root} onSubmit={apply} aria-label="Custom range">
      <TextField
        id="audit-log-from"
        label="From"
        type="datetime-local"
        size="small"
        variant="outlined"
        required
        value={from}
        onChange={({ target }) => setFrom(target.value)}
        InputLabelProps={{ shrink: true, required: false }}
      />
      <TextField
        id="audit-log-to"
        label="To"
        type="datetime-local"
        size="small"
        variant="outlined"
        value={to}
        onChange={({ target }) => setTo(target.value)}
        error={isReversed}
        helperText={isReversed ? 'To must be later than From' : 'Empty: now'}
        InputLabelProps={{ shrink: true }}
      />
      <Button
        type="submit"
        color="primary"
        variant="contained"
        disabled={from === '' || isReversed}
      >
        Apply
      </Button>
    </form>
  );
};
