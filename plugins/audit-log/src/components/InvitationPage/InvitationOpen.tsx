// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import MailIcon from '@material-ui/icons/MailOutline';
import type { InvitationOffer } from 'backstage-plugin-audit-log-common';
import { InvitationNotice } from './InvitationNotice';
import { OfferDetails } from './OfferDetails';

/** An invitation that fits: what it offers, and the way to accept it. */
export const InvitationOpen = (props: {
  readonly offer: InvitationOffer;
  readonly isAccepting: boolean;
  readonly onAccept: () => void;
}) => {
  const { offer, isAccepting, onAccept } = props;
  return (
    <InvitationNotice title="You are invited" Icon={MailIcon}>
      <OfferDetails offer={offer} />
      <Typography>
        Accepting gives you this access at once. That you accepted is recorded
        in the audit log of this portal.
      </Typography>
      <Button
        variant="contained"
        color="primary"
        disabled={isAccepting}
        onClick={onAccept}
      >
        {isAccepting ? 'Accepting …' : 'Accept invitation'}
      </Button>
    </InvitationNotice>
  );
};
