// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { Hold } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { retentionApiRef } from '../../../retentionApi';
import { FormDialog } from '../../dialogs/FormDialog';
import { ShortText } from '../../list/ShortText';
import { ReasonField } from '../ReasonField';
import { HeldEvents } from './HeldEvents';

/** Asks why a hold is released, and says what that lets happen. */
export const ReleaseHoldDialog = (props: {
  readonly of: Hold;
  readonly onReleased: () => void;
  readonly onClose: () => void;
}) => {
  const { of: hold, onReleased, onClose } = props;
  const api = useApi(retentionApiRef);
  const [reason, setReason] = useState('');
  const release = async () => {
    await api.releaseHold(hold.id, reason.trim());
    onReleased();
    onClose();
  };
  return (
    <FormDialog
      title="Release the hold?"
      action="Release"
      isDestructive
      isComplete={reason.trim() !== ''}
      fieldNames={['reason']}
      onSubmit={release}
      onClose={onClose}
    >
      {errors => (
        <>
          <Typography component="div" variant="body2">
            <HeldEvents of={hold} />
            <ShortText text={hold.reason} />
          </Typography>
          <Typography>
            What it holds and is due is removed for good with the next run,
            unless another hold keeps it.
          </Typography>
          <ReasonField
            value={reason}
            onChange={setReason}
            error={errors.reason}
          />
        </>
      )}
    </FormDialog>
  );
};
