// SPDX-License-Identifier: Apache-2.0
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';

/** Narrows a list to what comes from one source. */
export const SourceFilter = (props: {
  readonly value: string | undefined;
  /** The words for each source. */
  readonly sources: Readonly<Record<string, string>>;
  readonly onChange: (source: string | undefined) => void;
}) => (
  <TextField
    select
    size="small"
    variant="outlined"
    label="Source"
    id="access-control-source"
    style={{ minWidth: 140 }}
    value={props.value ?? ''}
    onChange={({ target }) => props.onChange(target.value || undefined)}
    InputLabelProps={{ shrink: true }}
    SelectProps={{ displayEmpty: true }}
  >
    <MenuItem value="">Any</MenuItem>
    {Object.entries(props.sources).map(([source, title]) => (
      <MenuItem key={source} value={source}>
        {title}
      </MenuItem>
    ))}
  </TextField>
);
