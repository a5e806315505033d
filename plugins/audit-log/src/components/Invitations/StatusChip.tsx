// SPDX-License-Identifier: Apache-2.0
import Chip from '@material-ui/core/Chip';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import type { InvitationStatus } from 'backstage-plugin-audit-log-common';
import { STATUS_LABELS } from './statusLabels';

const useStyles = makeStyles({
  // Backstage's theme gives chips a margin, for rows of them.
  root: { margin: 0, backgroundColor: 'transparent' },
});

/** Where an invitation stands: a word and a shape, the color only helps. */
export const StatusChip = (props: { readonly status: InvitationStatus }) => {
  const classes = useStyles();
  const { palette } = useTheme();
  const { title, meaning, Icon, color } = STATUS_LABELS[props.status];
  return (
    <Tooltip title={meaning}>
      <Chip
        size="small"
        variant="outlined"
        className={classes.root}
        label={title}
        icon={<Icon style={{ color: palette.status[color] }} aria-hidden />}
      />
    </Tooltip>
  );
};
