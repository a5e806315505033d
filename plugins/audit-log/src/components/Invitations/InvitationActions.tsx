// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { Invitation } from 'backstage-plugin-audit-log-common';

/** What can be done with an invitation. */
export type InvitationActionName = 'resend' | 'link' | 'revoke';

const ACTIONS: readonly (readonly [InvitationActionName, string])[] = [
  ['resend', 'Resend'],
  ['link', 'Copy link'],
  ['revoke', 'Revoke'],
];

const useStyles = makeStyles({
  root: { display: 'flex', flexWrap: 'wrap' },
  button: { textTransform: 'none', minWidth: 0 },
});

/** The buttons of an invitation; none for one that is over. */
export const InvitationActions = (props: {
  readonly invitation: Invitation;
  readonly onAct: (name: InvitationActionName, invitation: Invitation) => void;
}) => {
  const classes = useStyles();
  const { invitation, onAct } = props;
  const { status, email } = invitation;
  const possible = ACTIONS.filter(
    ([name]) =>
      status === 'pending' || (status === 'expired' && name !== 'revoke'),
  );
  return (
    <div className={classes.root}>
      {possible.map(([name, title]) => (
        <Button
          key={name}
          size="small"
          className={classes.button}
          aria-label={`${title}: ${email}`}
          aria-haspopup="dialog"
          onClick={() => onAct(name, invitation)}
        >
          {title}
        </Button>
      ))}
    </div>
  );
};
