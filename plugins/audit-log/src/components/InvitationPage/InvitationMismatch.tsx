// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import LockIcon from '@material-ui/icons/LockOutlined';
import type { InvitationOffer } from 'backstage-plugin-audit-log-common';
import { InvitationNotice } from './InvitationNotice';
import { useSignedInAs } from './useSignedInAs';

/** For a person who cannot accept the invitation: mostly because it is somebody else's, or sent to another address. */
export const InvitationMismatch = (props: {
  readonly offer: InvitationOffer;
}) => {
  const { email, reason, invitedBy } = props.offer;
  const signedInAs = useSignedInAs();
  const isOfAnother = isHidden(email);
  return (
    <InvitationNotice
      title={
        isOfAnother
          ? 'This invitation is for another address'
          : 'You cannot accept this invitation'
      }
      Icon={LockIcon}
    >
      <Typography>
        It was sent to <strong>{email}</strong>
        {signedInAs && (
          <>
            , and you are signed in as{' '}
            <strong>
              <bdi>{signedInAs}</bdi>
            </strong>
          </>
        )}
        .
      </Typography>
      {reason && <Typography>{reason}</Typography>}
      {isOfAnother && (
        <Typography component="div">
          To go on, do one of these:
          <ul>
            <li>
              If the address is yours, sign out, sign in with the account that
              it belongs to, and open the link again.
            </li>
            <li>
              If it is not, ask <bdi>{invitedBy.title ?? invitedBy.ref}</bdi> to
              invite the address that you sign in with.
            </li>
          </ul>
          The invitation stays open for whom it was sent to.
        </Typography>
      )}
    </InvitationNotice>
  );
};

/** The server hides the address from whom it does not belong to. */
function isHidden(email: string): boolean {
  return /[*…]@/.test(email);
}
