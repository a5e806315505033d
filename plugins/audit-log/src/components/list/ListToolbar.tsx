// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    '& button': { textTransform: 'none' },
  },
  search: { display: 'flex', flex: '1 1 240px' },
}));

/** What stands above a list: its search, its filters, and what can be created. */
export const ListToolbar = (props: {
  readonly search: ReactNode;
  readonly children?: ReactNode;
}) => {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <div className={classes.search}>{props.search}</div>
      {props.children}
    </div>
  );
};
