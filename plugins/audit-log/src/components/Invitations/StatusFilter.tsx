// SPDX-License-Identifier: Apache-2.0
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import type { InvitationStatus } from 'backstage-plugin-audit-log-common';
import { STATUS_LABELS } from './statusLabels';

const STATUSES = Object.keys(STATUS_LABELS) as InvitationStatus[];

/** Narrows the list to invitations that stand somewhere. */
export const StatusFilter = (props: {
  readonly value: InvitationStatus | undefined;
  readonly onChange: (status: InvitationStatus | undefined) => void;
}) => (
  <TextField
    select
    size="small"
    variant="outlined"
    style={{ minWidth: 140 }}
    // Both make the label and the chosen word the name of the field.
    id="access-control-invitation-status"
    name="status"
    label="Status"
    InputLabelProps={{ shrink: true }}
    SelectProps={{ displayEmpty: true }}
    value={props.value ?? ''}
    onChange={({ target }) =>
      props.onChange((target.value || undefined) as typeof props.value)
    }
  >
    <MenuItem value="">All</MenuItem>
    {STATUSES.map(status => (
      <MenuItem key={status} value={status}>
        {STATUS_LABELS[status].title}
      </MenuItem>
    ))}
  </TextField>
);

/** The status that a URL names, if there is such a one. */
export function statusOf(value: string | undefined) {
  return STATUSES.find(status => status === value);
}
