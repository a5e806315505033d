// SPDX-License-Identifier: Apache-2.0
import TextField from '@material-ui/core/TextField';
import type { RoleDraft } from './RoleDraft';

/** What a role is called and what it is for. */
export const RoleFields = (props: {
  readonly value: RoleDraft;
  readonly onChange: (draft: RoleDraft) => void;
  readonly errors: { readonly name?: string; readonly description?: string };
}) => {
  const { value, onChange, errors } = props;
  return (
    <>
      <TextField
        id="access-control-role-name"
        // Whoever opens the dialog came to type.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        required
        fullWidth
        variant="outlined"
        label="Name"
        value={value.name}
        onChange={({ target }) => onChange({ ...value, name: target.value })}
        error={errors.name !== undefined}
        helperText={errors.name ?? 'What it lets people do, such as Log Reader'}
        FormHelperTextProps={errors.name ? { role: 'alert' } : undefined}
        inputProps={{ maxLength: 100 }}
      />
      <TextField
        id="access-control-role-description"
        fullWidth
        multiline
        minRows={3}
        maxRows={8}
        variant="outlined"
        label="Description"
        value={value.description}
        onChange={({ target }) =>
          onChange({ ...value, description: target.value })
        }
        error={errors.description !== undefined}
        helperText={errors.description ?? 'Who should have it, and why'}
        inputProps={{ maxLength: 1000 }}
      />
    </>
  );
};
