// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import { useOwnAccess } from '../access/OwnAccess';

const SETTINGS = `auditLog:
  mail:
    host: smtp.example.org
    from: Portal <portal@example.org>`;

const useStyles = makeStyles(theme => ({
  settings: {
    margin: theme.spacing(1, 0),
    overflowX: 'auto',
    fontSize: '0.8125rem',
  },
}));

/** Says that no e-mail is sent, and what to set so that it is. Nothing at all where a mail server is set. */
export const NoMailServer = (props: {
  /** In a dialog over the page that says all of it. */
  readonly isShort?: boolean;
}) => {
  const classes = useStyles();
  const invitations = useOwnAccess().value?.invitations;
  if (!invitations || invitations.mail) {
    return null;
  }
  if (props.isShort) {
    return (
      <Alert severity="info" variant="outlined" role="note">
        No mail server is set (<code>auditLog.mail</code>), so nobody gets an
        e-mail. You get a link for each invitation, to hand over yourself.
      </Alert>
    );
  }
  return (
    <Alert severity="info" variant="outlined" role="note">
      <AlertTitle>No mail server is set</AlertTitle>
      Nobody gets an e-mail. You get a link for each invitation, to hand over
      yourself. To have them sent, set a mail server in the app-config of the
      backend and restart it:
      <pre className={classes.settings}>{SETTINGS}</pre>
      All settings are in the guide <em>Invite members</em> (
      <code>docs/guides/invite-members.md</code>).
    </Alert>
  );
};
