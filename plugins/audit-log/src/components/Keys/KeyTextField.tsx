// SPDX-License-Identifier: Apache-2.0
import TextField, {
  type OutlinedTextFieldProps,
} from '@material-ui/core/TextField';

/** A field of a key, with what is wrong with it, or else a hint. */
export const KeyTextField = (
  props: Omit<
    OutlinedTextFieldProps,
    'variant' | 'error' | 'helperText' | 'id' | 'onChange'
  > & {
    /** How the server calls it. */
    readonly field: string;
    readonly hint: string;
    readonly error?: string;
    readonly onChange: (value: string) => void;
  },
) => {
  const { field, hint, error, onChange, ...others } = props;
  return (
    <TextField
      fullWidth
      size="small"
      variant="outlined"
      {...others}
      id={`access-control-key-${field}`}
      onChange={({ target }) => onChange(target.value)}
      InputLabelProps={{ required: false, ...others.InputLabelProps }}
      error={error !== undefined}
      helperText={error ?? hint}
      FormHelperTextProps={{ role: error && 'alert' }}
    />
  );
};
