// SPDX-License-Identifier: Apache-2.0
import Checkbox from '@material-ui/core/Checkbox';
import FormControl from '@material-ui/core/FormControl';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import FormHelperText from '@material-ui/core/FormHelperText';
import { useElementId } from '../../view/useElementId';

/** Whether the word of a system is taken for who did something, and what that means. */
export const MayNamePeople = (props: {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly error?: string;
}) => {
  const { value, onChange, error } = props;
  const id = useElementId('people');
  return (
    <FormControl component="fieldset" error={error !== undefined}>
      <FormControlLabel
        control={
          <Checkbox
            size="small"
            color="primary"
            checked={value}
            onChange={(_, checked) => onChange(checked)}
            inputProps={{ 'aria-describedby': id }}
          />
        }
        label="May name people of the portal"
      />
      <FormHelperText id={id} role={error ? 'alert' : undefined}>
        {error ??
          (value
            ? 'Its word is taken: an event that names user:default/jane is found among what Jane did, marked with this key. Whoever has the key can write that anybody did anything. Choose it for a system that knows for certain who acted.'
            : 'A person that it names, such as user:default/jane, is recorded as a name that the system claims, and not found among what Jane did.')}
      </FormHelperText>
    </FormControl>
  );
};
