// SPDX-License-Identifier: Apache-2.0
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { Severity } from 'backstage-plugin-audit-log-common';
import { SEVERITY_LABELS } from '../labels/severities';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    flexShrink: 0,
    whiteSpace: 'nowrap',
    fontSize: theme.typography.caption.fontSize,
    color: theme.palette.text.secondary,
  },
  strong: { fontWeight: 700, color: theme.palette.text.primary },
  icon: { fontSize: '1rem' },
}));

/** A severity by its shape, in words where it is high. Low, the usual, takes no room unless `always`. */
export const SeverityMark = (props: {
  readonly severity: Severity;
  readonly always?: boolean;
}) => {
  const classes = useStyles();
  const { title, Icon } = SEVERITY_LABELS[props.severity];
  const isHigh = props.severity === 'high' || props.severity === 'critical';
  if (props.severity === 'low' && !props.always) {
    return null;
  }
  return (
    <Tooltip title={`${title} severity`}>
      <span
        className={`${classes.root} ${isHigh ? classes.strong : ''}`}
        role="img"
        aria-label={`${title} severity`}
      >
        <Icon className={classes.icon} aria-hidden />
        {(isHigh || props.always) && title}
      </span>
    </Tooltip>
  );
};
