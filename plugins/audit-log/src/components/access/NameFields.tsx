// SPDX-License-Identifier: Apache-2.0
import TextField from '@material-ui/core/TextField';
import type { FieldErrors } from '../../requests/fieldErrors';

/** How the server calls these fields. */
export const NAME_FIELDS = ['name', 'description'] as const;

/** What a role or group is called and what it is for. */
export interface Named {
  readonly name: string;
  readonly description: string;
}

/** Name and description of a role or group. */
export const NameFields = (props: {
  readonly of: 'role' | 'group';
  readonly value: Named;
  readonly onChange: (value: Named) => void;
  /** For a dialog: whoever opens it came to type. */
  readonly focusesName?: boolean;
  readonly nameHint?: string;
  readonly descriptionHint: string;
  readonly errors: FieldErrors<(typeof NAME_FIELDS)[number]>;
}) => {
  const { of, value, onChange, errors } = props;
  const { name, description } = value;
  return (
    <>
      <TextField
        id={`access-control-${of}-name`}
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={props.focusesName}
        required
        fullWidth
        size="small"
        variant="outlined"
        label="Name"
        value={name}
        onChange={({ target }) => onChange({ name: target.value, description })}
        inputProps={{ maxLength: 100 }}
        InputLabelProps={{ required: false }}
        error={errors.name !== undefined}
        helperText={errors.name ?? props.nameHint}
        FormHelperTextProps={{ role: errors.name && 'alert' }}
      />
      <TextField
        id={`access-control-${of}-description`}
        fullWidth
        multiline
        minRows={3}
        maxRows={8}
        size="small"
        variant="outlined"
        label="Description"
        value={description}
        onChange={({ target }) => onChange({ name, description: target.value })}
        inputProps={{ maxLength: 1000 }}
        error={errors.description !== undefined}
        helperText={errors.description ?? props.descriptionHint}
        FormHelperTextProps={{ role: errors.description && 'alert' }}
      />
    </>
  );
};
