// SPDX-License-Identifier: Apache-2.0
import TextField from '@material-ui/core/TextField';
import { useElementId } from '../../../view/useElementId';

/** Takes the number of events that are removed sooner, as a sign that it was seen. */
export const ConfirmationField = (props: {
  readonly events: number;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly error?: string;
}) => {
  const { events, value, onChange, error } = props;
  const id = useElementId('confirmation');
  return (
    <TextField
      fullWidth
      size="small"
      variant="outlined"
      id={id}
      label="Confirmation"
      autoComplete="off"
      value={value}
      onChange={({ target }) => onChange(target.value)}
      inputProps={{ inputMode: 'numeric', maxLength: 30 }}
      error={error !== undefined}
      helperText={
        error ?? (
          <>
            Type <bdi>{events}</bdi> to say that so many events may be removed
            sooner
          </>
        )
      }
      FormHelperTextProps={{ role: error && 'alert' }}
    />
  );
};
