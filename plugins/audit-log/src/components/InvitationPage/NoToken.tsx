// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import LinkIcon from '@material-ui/icons/LinkOff';
import { InvitationNotice } from './InvitationNotice';

/** For an address without a token: a link cut short, or the page loaded anew. */
export const NoToken = () => (
  <InvitationNotice title="Open the link of your invitation" Icon={LinkIcon}>
    <Typography>
      There is no invitation in this address. Open the link in the e-mail again,
      or copy the whole of it, to its last character.
    </Typography>
    <Typography>
      The secret part of the link is taken out of the address bar as soon as it
      is read, so this page does not survive being loaded again, nor some ways
      of signing in. The link itself still works.
    </Typography>
  </InvitationNotice>
);
