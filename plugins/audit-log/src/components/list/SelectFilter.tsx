// SPDX-License-Identifier: Apache-2.0
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { useElementId } from '../../view/useElementId';

/** Narrows a list to what has one of a few values. */
export const SelectFilter = <V extends string>(props: {
  readonly label: string;
  readonly value: V | undefined;
  /** The words for each value. */
  readonly titles: Readonly<Record<V, string>>;
  readonly onChange: (value: string | undefined) => void;
}) => {
  const { label, value, titles, onChange } = props;
  const id = useElementId('filter');
  return (
    <TextField
      select
      size="small"
      variant="outlined"
      label={label}
      // Makes the label and the chosen word the name of the field.
      id={id}
      style={{ minWidth: 140 }}
      value={value ?? ''}
      onChange={({ target }) => onChange(target.value || undefined)}
      InputLabelProps={{ shrink: true }}
      SelectProps={{ displayEmpty: true }}
    >
      <MenuItem value="">Any</MenuItem>
      {Object.entries<string>(titles).map(([one, title]) => (
        <MenuItem key={one} value={one}>
          {title}
        </MenuItem>
      ))}
    </TextField>
  );
};
