// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { retentionApiRef } from '../../../retentionApi';
import { ConfirmDialog } from '../../dialogs/ConfirmDialog';

/** Asks before a run begins that somebody wants now. */
export const RunDialog = (props: {
  /** Whether the time is in doubt: nothing is removed then. */
  readonly isClockInDoubt: boolean;
  readonly onStarted: () => void;
  readonly onClose: () => void;
}) => {
  const { isClockInDoubt, onStarted, onClose } = props;
  const api = useApi(retentionApiRef);
  return (
    <ConfirmDialog
      title="Archive and remove now what is due?"
      action="Run now"
      isHarmless
      onConfirm={async () => {
        await api.runRetention();
        onStarted();
        onClose();
      }}
      onClose={onClose}
    >
      <Typography>
        It does at once what the next run would have done: events whose live
        time is over move to the archive
        {isClockInDoubt
          ? '. Nothing is removed while the time is in doubt.'
          : ', and what has been in the archive long enough, and is not held, is removed for good.'}
      </Typography>
    </ConfirmDialog>
  );
};
