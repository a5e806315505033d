// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { useId, type ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: { marginBottom: theme.spacing(2.5) },
  fields: { margin: 0 },
}));

/** A group of fields under a heading. */
export const DetailsSection = (props: {
  readonly title: string;
  readonly children: ReactNode;
}) => {
  const classes = useStyles();
  const id = useId();
  return (
    <section aria-labelledby={id} className={classes.root}>
      <Typography variant="subtitle2" component="h3" id={id} gutterBottom>
        {props.title}
      </Typography>
      <dl className={classes.fields}>{props.children}</dl>
    </section>
  );
};
