// SPDX-License-Identifier: Apache-2.0
import TextField from '@material-ui/core/TextField';
import type { GroupInput } from 'backstage-plugin-audit-log-common';

/** The fields of a local group that `fieldErrors` finds in a refusal. */
export const GROUP_FIELDS = ['name', 'description'] as const;

/** Name and description of a local group. */
export const GroupFields = (props: {
  readonly value: Required<GroupInput>;
  readonly onChange: (value: Required<GroupInput>) => void;
  /** For a dialog: whoever opens it came to type. */
  readonly focusesName?: boolean;
  readonly errors: Readonly<
    Partial<Record<(typeof GROUP_FIELDS)[number], string>>
  >;
}) => {
  const { value, onChange, focusesName, errors } = props;
  return (
    <>
      <TextField
        id="access-control-group-name"
        label="Name"
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={focusesName}
        variant="outlined"
        size="small"
        required
        value={value.name}
        onChange={({ target }) => onChange({ ...value, name: target.value })}
        inputProps={{ maxLength: 100 }}
        InputLabelProps={{ required: false }}
        error={errors.name !== undefined}
        helperText={errors.name}
        FormHelperTextProps={{ role: errors.name && 'alert' }}
      />
      <TextField
        id="access-control-group-description"
        label="Description"
        variant="outlined"
        size="small"
        multiline
        minRows={2}
        maxRows={8}
        value={value.description}
        onChange={({ target }) =>
          onChange({ ...value, description: target.value })
        }
        inputProps={{ maxLength: 1000 }}
        error={errors.description !== undefined}
        helperText={errors.description ?? 'What the group is for'}
        FormHelperTextProps={{ role: errors.description && 'alert' }}
      />
    </>
  );
};
