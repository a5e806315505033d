// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type {
  RetentionChange,
  RetentionPolicy,
} from 'backstage-plugin-audit-log-common';
import { retentionApiRef } from '../../../retentionApi';
import { ChangedFields } from '../../dialogs/ChangedFields';
import { ConfirmDialog } from '../../dialogs/ConfirmDialog';
import { formatTime } from '../../labels/formatTime';
import { ShortText } from '../../list/ShortText';
import { Attention } from '../Attention';
import { ChangedBy } from './changeColumns';
import { policyDifferences } from './policyDifferences';

const CANCEL = 'Cancel the change';

/** A change that waits to take effect, what it will change, and the way to cancel it. */
export const PendingChange = (props: {
  readonly of: RetentionChange;
  /** How events are kept until then. */
  readonly current: RetentionPolicy;
  readonly onCancelled: () => void;
}) => {
  const { of: change, current, onCancelled } = props;
  const { id, policy, reason, createdAt, effectiveAt } = change;
  const api = useApi(retentionApiRef);
  const moment = formatTime.minute(effectiveAt);
  return (
    <Attention
      title={`Events will be kept otherwise from ${moment} on`}
      action={CANCEL}
      dialog="cancel-change"
      question={close => (
        <ConfirmDialog
          title={`${CANCEL}?`}
          action={CANCEL}
          dismissal="Keep it"
          isHarmless
          onConfirm={async () => {
            await api.cancelRetentionChange(id);
            onCancelled();
            close();
          }}
          onClose={close}
        >
          <Typography>
            Events stay as they are kept now, and what was to be removed sooner
            from {moment} on is not. That it was cancelled, and by whom, is on
            record.
          </Typography>
        </ConfirmDialog>
      )}
    >
      <ChangedFields of={policyDifferences(current, policy)} verb="becomes" />
      <div>
        Changed {formatTime.minute(createdAt)} by <ChangedBy of={change} />
      </div>
      {reason && <ShortText text={reason} />}
    </Attention>
  );
};
