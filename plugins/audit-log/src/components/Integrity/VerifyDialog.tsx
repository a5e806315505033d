// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { auditLogApiRef } from '../../api';
import { useElementId } from '../../view/useElementId';
import { FormDialog } from '../dialogs/FormDialog';

const useStyles = makeStyles(theme => ({
  range: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(160px, 1fr))',
    gap: theme.spacing(2),
  },
}));

/** Begins a verification, of everything or of a part. */
export const VerifyDialog = (props: {
  /** How many events there are to verify. */
  readonly sealed: number;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}) => {
  const classes = useStyles();
  const { sealed, onStarted, onClose } = props;
  const api = useApi(auditLogApiRef);
  const id = useElementId('verify');
  const [isWhole, setIsWhole] = useState(true);
  const [from, setFrom] = useState('0');
  const [to, setTo] = useState(String(sealed - 1));
  const first = placeOf(from, sealed);
  const last = placeOf(to, sealed);
  const isRange = first !== undefined && last !== undefined && first <= last;

  const start = async () => {
    await api.startVerification(isWhole ? {} : { from: first, to: last! + 1 });
    onStarted();
    onClose();
  };
  return (
    <FormDialog
      title="Verify the ledger"
      action="Verify"
      isComplete={isWhole || isRange}
      fieldNames={['from', 'to']}
      onSubmit={start}
      onClose={onClose}
    >
      {errors => (
        <>
          <Typography variant="body2">
            It goes on in the background, and you can leave the page. A million
            events take a minute or a few.
          </Typography>
          <RadioGroup
            aria-label="What to verify"
            name={id}
            value={isWhole ? 'whole' : 'range'}
            onChange={(_, value) => setIsWhole(value === 'whole')}
          >
            <FormControlLabel
              value="whole"
              control={<Radio color="primary" size="small" />}
              label={`All ${sealed.toLocaleString()} events`}
            />
            <FormControlLabel
              value="range"
              control={<Radio color="primary" size="small" />}
              label="Some, by their sequence"
            />
          </RadioGroup>
          {!isWhole && (
            <div className={classes.range}>
              {(
                [
                  ['from', 'First', from, setFrom],
                  ['to', 'Last', to, setTo],
                ] as const
              ).map(([name, label, value, setValue]) => (
                <TextField
                  key={name}
                  size="small"
                  variant="outlined"
                  id={`${id}-${name}`}
                  label={label}
                  value={value}
                  onChange={({ target }) => setValue(target.value)}
                  inputProps={{ inputMode: 'numeric', maxLength: 16 }}
                  error={errors[name] !== undefined || !isRange}
                  helperText={
                    errors[name] ?? `From 0 to ${(sealed - 1).toLocaleString()}`
                  }
                />
              ))}
            </div>
          )}
        </>
      )}
    </FormDialog>
  );
};

/** A place in the ledger that was typed; undefined when there is no such. */
function placeOf(text: string, sealed: number): number | undefined {
  const place = /^\d+$/.test(text.trim()) ? Number(text) : undefined;
  return place !== undefined && place < sealed ? place : undefined;
}
