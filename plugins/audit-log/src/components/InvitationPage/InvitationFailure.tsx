// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import ErrorIcon from '@material-ui/icons/ErrorOutline';
import WaitIcon from '@material-ui/icons/HourglassEmpty';
import { messageOf } from '../../requests/messageOf';
import { retryTimeOf } from '../../requests/retryTimeOf';
import { statusOf } from '../../requests/statusOf';
import { formatTime } from '../labels/formatTime';
import { InvitationNotice } from './InvitationNotice';
import { usePortalLinks } from './usePortalLinks';

/** Why an invitation cannot be shown or accepted, in the server's own words, and what to do. */
export const InvitationFailure = (props: {
  readonly error: Error;
  readonly onRetry: () => void;
}) => {
  const { error, onRetry } = props;
  const { portal } = usePortalLinks();
  const retry = (
    <Button variant="outlined" onClick={onRetry}>
      Try again
    </Button>
  );
  switch (statusOf(error)) {
    case 429: {
      const time = retryTimeOf(error);
      return (
        <InvitationNotice title="Too many attempts" Icon={WaitIcon}>
          <Typography>{messageOf(error)}</Typography>
          <Typography>
            {time
              ? `Try again after ${formatTime.second(time.toISOString())}.`
              : 'Try again in a few minutes.'}{' '}
            Your invitation is not used up by waiting.
          </Typography>
          {retry}
        </InvitationNotice>
      );
    }
    case 400:
    case 403:
    case 404:
    case 409:
    case 410:
      return (
        <InvitationNotice
          title="This invitation cannot be accepted"
          Icon={ErrorIcon}
        >
          <Typography>{messageOf(error)}</Typography>
          <Typography>
            A link works once, until its time is over, it is revoked, or a newer
            link of the same invitation is sent. If you have a newer e-mail, use
            its link; else ask whoever invited you for a new invitation.
          </Typography>
          <Button variant="outlined" href={portal}>
            Open the portal
          </Button>
        </InvitationNotice>
      );
    case 401:
      return (
        <InvitationNotice title="You are not signed in" Icon={ErrorIcon}>
          <Typography>
            {messageOf(error)} Sign in, then open the link of the invitation
            again.
          </Typography>
          {retry}
        </InvitationNotice>
      );
    default:
      return (
        <InvitationNotice
          title="The invitation could not be loaded"
          Icon={ErrorIcon}
        >
          <Typography>{messageOf(error)}</Typography>
          <Typography>Nothing happened to your invitation.</Typography>
          {retry}
        </InvitationNotice>
      );
  }
};
