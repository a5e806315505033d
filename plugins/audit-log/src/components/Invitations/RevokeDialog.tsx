// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { Invitation } from 'backstage-plugin-audit-log-common';
import { accessControlApiRef } from '../../accessApi';
import { ConfirmDialog } from '../dialogs/ConfirmDialog';

/** Asks before the link of an invitation stops working. */
export const RevokeDialog = (props: {
  readonly invitation: Invitation;
  readonly onDone: (words: string) => void;
  readonly onClose: () => void;
}) => {
  const api = useApi(accessControlApiRef);
  const { invitation, onDone, onClose } = props;
  const { id, email } = invitation;
  return (
    <ConfirmDialog
      title={`Revoke the invitation of ${email}?`}
      action="Revoke"
      onConfirm={async () => {
        await api.revokeInvitation(id);
        onDone(`The invitation of ${email} is revoked`);
        onClose();
      }}
      onClose={onClose}
    >
      <Typography>
        Its link stops working, and nothing of what it offers is given. To offer
        it again, invite the address anew.
      </Typography>
    </ConfirmDialog>
  );
};
