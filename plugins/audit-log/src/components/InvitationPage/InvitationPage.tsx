// SPDX-License-Identifier: Apache-2.0
import { Progress } from '@backstage/core-components';
import { InvitationAccepted } from './InvitationAccepted';
import { InvitationFailure } from './InvitationFailure';
import { InvitationMismatch } from './InvitationMismatch';
import { InvitationOpen } from './InvitationOpen';
import { NoToken } from './NoToken';
import { useInvitation } from './useInvitation';
import { useInvitationToken } from './useInvitationToken';

const OpenInvitation = (props: { readonly token: string }) => {
  const { state, accept } = useInvitation(props.token);
  switch (state.status) {
    case 'loading':
      return (
        <div role="status" aria-label="Loading the invitation">
          <Progress />
        </div>
      );
    case 'failed':
      return <InvitationFailure error={state.error} onRetry={state.retry} />;
    case 'accepted':
      return <InvitationAccepted offer={state.offer} />;
    default:
      return state.offer.fits ? (
        <InvitationOpen
          offer={state.offer}
          isAccepting={state.status === 'accepting'}
          onAccept={accept}
        />
      ) : (
        <InvitationMismatch offer={state.offer} />
      );
  }
};

/** Where the link of an invitation leads: for everyone who is signed in, whatever else they may do. */
export const InvitationPage = () => {
  const token = useInvitationToken();
  return token === undefined ? <NoToken /> : <OpenInvitation token={token} />;
};
