// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import EmptyIcon from '@material-ui/icons/SearchOutlined';
import type { ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(5, 2),
    textAlign: 'center',
    '& > * + *': { marginTop: theme.spacing(1.5) },
  },
  icon: { fontSize: 40, color: theme.palette.text.secondary },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(1),
  },
}));

/** Says why there is nothing, and what to do; its children are buttons that do it. */
export const EmptyState = (props: {
  readonly title: string;
  readonly hint: string;
  readonly children?: ReactNode;
}) => {
  const classes = useStyles();
  return (
    <div className={classes.root}>
      <EmptyIcon className={classes.icon} aria-hidden />
      <Typography variant="h6" component="h2">
        {props.title}
      </Typography>
      <Typography color="textSecondary">{props.hint}</Typography>
      <div className={classes.actions}>{props.children}</div>
    </div>
  );
};
