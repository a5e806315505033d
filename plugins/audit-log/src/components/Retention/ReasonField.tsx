// SPDX-License-Identifier: Apache-2.0
import TextField from '@material-ui/core/TextField';
import { useElementId } from '../../view/useElementId';

/** Why something is done, which is on record for good. */
export const ReasonField = (props: {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  readonly error?: string;
}) => {
  const { value, onChange, error } = props;
  const id = useElementId('reason');
  return (
    <TextField
      fullWidth
      multiline
      minRows={2}
      maxRows={8}
      size="small"
      variant="outlined"
      id={id}
      label="Reason"
      value={value}
      onChange={({ target }) => onChange(target.value)}
      inputProps={{ maxLength: 2000 }}
      error={error !== undefined}
      helperText={error ?? 'On record for good'}
      FormHelperTextProps={{ role: error && 'alert' }}
    />
  );
};
