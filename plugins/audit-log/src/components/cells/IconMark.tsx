// SPDX-License-Identifier: Apache-2.0
import type SvgIcon from '@material-ui/core/SvgIcon';
import Tooltip from '@material-ui/core/Tooltip';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

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

/** A small shape beside something, and words where there is room for them. */
export const IconMark = (props: {
  /** What it stands for. */
  readonly label: string;
  /** The same with more words. */
  readonly meaning?: string;
  readonly Icon: typeof SvgIcon;
  readonly isStrong?: boolean;
  readonly children?: ReactNode;
}) => {
  const classes = useStyles();
  const { label, meaning = label, Icon, isStrong, children } = props;
  return (
    <Tooltip title={meaning}>
      <span
        className={`${classes.root} ${isStrong ? classes.strong : ''}`}
        role="img"
        aria-label={label}
      >
        <Icon className={classes.icon} aria-hidden />
        {children}
      </span>
    </Tooltip>
  );
};
