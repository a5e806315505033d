// SPDX-License-Identifier: Apache-2.0
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { AuditEvent } from 'backstage-plugin-audit-log-common';

const useStyles = makeStyles(theme => ({
  root: {
    flexShrink: 0,
    padding: theme.spacing(0, 0.5),
    border: `1px dashed ${theme.palette.text.secondary}`,
    borderRadius: theme.shape.borderRadius,
    color: theme.palette.text.secondary,
    fontSize: '0.65rem',
    lineHeight: 1.5,
  },
}));

/** Whether an event was made up for show. */
export function isDemonstration({ labels }: AuditEvent): boolean {
  return labels?.includes('demonstration') ?? false;
}

/** Marks an event that was made up for show. */
export const DemonstrationMark = (props: { readonly event: AuditEvent }) => {
  const classes = useStyles();
  if (!isDemonstration(props.event)) {
    return null;
  }
  return (
    <Tooltip title="Demonstration data: nobody did this">
      <span className={classes.root}>demo</span>
    </Tooltip>
  );
};
