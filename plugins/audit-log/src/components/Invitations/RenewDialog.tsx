// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { Invitation } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { useOwnAccess } from '../access/OwnAccess';
import { ConfirmDialog } from '../dialogs/ConfirmDialog';
import { LinkDialog } from './LinkDialog';
import { rejectWithRetryTime } from './refusalText';

/** Makes a new link of an invitation, after saying that earlier ones stop working: sends it, or shows it to hand over. */
export const RenewDialog = (props: {
  readonly way: 'resend' | 'link';
  readonly invitation: Invitation;
  readonly onDone: (words: string) => void;
  readonly onClose: () => void;
}) => {
  const api = useApi(accessControlApiRef);
  const hasMail = useOwnAccess().value?.invitations.mail;
  const { way, invitation, onDone, onClose } = props;
  const { id, email } = invitation;
  const [link, setLink] = useState<string>();
  const sends = way === 'resend' && hasMail;

  const renew = async () => {
    const result = await (way === 'resend'
      ? api.resendInvitation(id)
      : api.createInvitationLink(id)
    ).catch(rejectWithRetryTime);
    if (result.link) {
      setLink(result.link);
      onDone(`There is a new link for ${email}`);
    } else {
      onDone(`A new e-mail to ${email} is on its way`);
      onClose();
    }
  };

  if (link !== undefined) {
    return <LinkDialog email={email} link={link} onClose={onClose} />;
  }
  return (
    <ConfirmDialog
      isHarmless
      title={
        way === 'resend'
          ? `Resend the invitation of ${email}?`
          : `Make a new link for ${email}?`
      }
      action={sends ? 'Resend' : 'Make link'}
      onConfirm={renew}
      onClose={onClose}
    >
      <Typography>
        {sends
          ? 'They get a new e-mail with a new link. Earlier links stop working, and the time to accept begins anew.'
          : 'You get a new link to hand over. Earlier links stop working, the one in an e-mail that was sent included.'}
      </Typography>
      {way === 'resend' && hasMail === false && (
        <Typography>
          No mail server is set, so no e-mail is sent. The time to accept begins
          anew.
        </Typography>
      )}
    </ConfirmDialog>
  );
};
