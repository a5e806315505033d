// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: '120px minmax(0, 1fr)',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
    alignItems: 'start',
    fontSize: theme.typography.body2.fontSize,
    [theme.breakpoints.down('xs')]: {
      gridTemplateColumns: '92px minmax(0, 1fr)',
    },
  },
  name: { color: theme.palette.text.secondary },
  value: {
    display: 'flex',
    alignItems: 'flex-start',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    margin: 0,
    overflowWrap: 'anywhere',
    minWidth: 0,
  },
  content: { minWidth: 0 },
}));

/** One field of an event; nothing at all when there is no value. */
export const Field = (props: {
  readonly name: string;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) => {
  const classes = useStyles();
  const { name, children, actions } = props;
  if (children === undefined || children === null || children === '') {
    return null;
  }
  return (
    <div className={classes.root}>
      <dt className={classes.name}>{name}</dt>
      <dd className={classes.value}>
        <span className={classes.content}>{children}</span>
        {actions}
      </dd>
    </div>
  );
};
