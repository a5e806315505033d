// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import LockIcon from '@material-ui/icons/LockOutlined';

const useStyles = makeStyles(theme => ({
  root: {
    maxWidth: 560,
    margin: theme.spacing(6, 'auto'),
    textAlign: 'center',
    '& > * + *': { marginTop: theme.spacing(2) },
  },
  icon: { fontSize: 48, color: theme.palette.text.secondary },
}));

/** For a person who may not open a page: what is missing, and what to ask for. */
export const NoAccess = (props: {
  /** What they have no access to. */
  readonly to: string;
  /** Why it is not for everyone. */
  readonly why: string;
  /** What to ask for. */
  readonly permission: string;
}) => {
  const classes = useStyles();
  return (
    <section aria-labelledby="audit-log-no-access" className={classes.root}>
      <LockIcon className={classes.icon} aria-hidden />
      <Typography variant="h5" component="h2" id="audit-log-no-access">
        You have no access to {props.to}
      </Typography>
      <Typography>{props.why}</Typography>
      <Typography>
        If you need it for your work, ask an administrator of this portal for
        the permission <strong>{props.permission}</strong>.
      </Typography>
    </section>
  );
};
