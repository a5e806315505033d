// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import type SvgIcon from '@material-ui/core/SvgIcon';
import { useEffect, useRef, type ReactNode } from 'react';

const useStyles = makeStyles(theme => ({
  root: {
    maxWidth: 600,
    margin: theme.spacing(5, 'auto'),
    padding: theme.spacing(0, 1),
    overflowWrap: 'anywhere',
    '& > * + *': { marginTop: theme.spacing(2) },
    '& button, & a[role="button"]': { textTransform: 'none' },
  },
  heading: { textAlign: 'center', outline: 'none' },
  icon: {
    display: 'block',
    margin: '0 auto',
    fontSize: 48,
    color: theme.palette.text.secondary,
  },
}));

/** One state of the page, under a heading that screen readers go to when the state is another. */
export const InvitationNotice = (props: {
  readonly title: string;
  readonly Icon: typeof SvgIcon;
  readonly children: ReactNode;
}) => {
  const classes = useStyles();
  const { title, Icon, children } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [title]);
  return (
    <section aria-labelledby="invitation-title" className={classes.root}>
      <Icon className={classes.icon} aria-hidden />
      <Typography
        variant="h5"
        component="h2"
        id="invitation-title"
        tabIndex={-1}
        ref={heading}
        className={classes.heading}
      >
        {title}
      </Typography>
      {children}
    </section>
  );
};
