// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { useKeptFocus } from '../../view/useKeptFocus';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
  },
}));

/** A part of a group's or member's page, and what can be done there. */
export const PageSection = (props: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) => {
  const classes = useStyles();
  const { title, actions, children } = props;
  const keptFocus = useKeptFocus<HTMLElement>();
  return (
    <section aria-label={title} className={classes.root} {...keptFocus}>
      <div className={classes.head}>
        <Typography variant="h6" component="h3">
          {title}
        </Typography>
        {actions}
      </div>
      {children}
    </section>
  );
};
