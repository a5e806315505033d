// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import type {
  Retention,
  RetentionPolicy,
  RetentionPreview,
} from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { statusOf } from '../../../requests/statusOf';
import { retentionApiRef } from '../../../retentionApi';
import { FormDialog } from '../../dialogs/FormDialog';
import { formatTime } from '../../labels/formatTime';
import { ReasonField } from '../ReasonField';
import { ChangePreview } from './ChangePreview';
import { ConfirmationField } from './ConfirmationField';
import { isPolicy, policyDraft, policyOf } from './PolicyDraft';
import { policyDifferences } from './policyDifferences';
import { PolicyFields } from './PolicyFields';

/** Changes how long events are kept: first how long, then, with what it would do, why and that it is meant. */
export const ChangePolicyDialog = (props: {
  readonly title: string;
  /** What the form begins with. */
  readonly from: RetentionPolicy;
  readonly retention: Retention;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) => {
  const { title, from, retention, onChanged, onClose } = props;
  const api = useApi(retentionApiRef);
  const [draft, setDraft] = useState(() => policyDraft(from));
  const [preview, setPreview] = useState<RetentionPreview>();
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const { pending } = retention;
  const sooner = preview?.sooner ?? 0;
  const isMeant = sooner === 0 || typed.replace(/\D/g, '') === String(sooner);
  const differences = isPolicy(draft)
    ? policyDifferences(retention.policy.policy, policyOf(draft))
    : [];

  const look = async () => {
    const seen = await api.previewRetention(policyOf(draft));
    setTyped('');
    setPreview(seen);
    return seen.sooner;
  };
  const change = async () => {
    try {
      await api.changeRetention({
        policy: policyOf(draft),
        reason: reason.trim(),
        confirmedEvents: sooner > 0 ? sooner : undefined,
      });
    } catch (caught: unknown) {
      // It would do something else by now, which has to be seen first.
      if (statusOf(caught as Error) === 409 && (await look()) !== sooner) {
        throw new Error(
          'The number of events has changed in the meantime. Look again, and confirm the new one.',
        );
      }
      throw caught;
    }
    onChanged();
    onClose();
  };

  return (
    <FormDialog
      title={title}
      action={preview ? 'Change' : 'Next'}
      maxWidth="md"
      isDestructive={sooner > 0}
      isComplete={
        preview
          ? reason.trim() !== '' && isMeant && differences.length > 0
          : isPolicy(draft)
      }
      fieldNames={['reason', 'confirmedEvents']}
      otherActions={
        preview && <Button onClick={() => setPreview(undefined)}>Back</Button>
      }
      onSubmit={async () => {
        await (preview ? change() : look());
      }}
      onClose={onClose}
    >
      {errors => (
        <>
          {pending && (
            <Alert severity="info" variant="outlined" role="note">
              A change waits to take effect on{' '}
              {formatTime.minute(pending.effectiveAt)}. This one takes its
              place.
            </Alert>
          )}
          {!preview && <PolicyFields value={draft} onChange={setDraft} />}
          {preview && differences.length === 0 && (
            <Typography role="status">
              Nothing is different from how events are kept now.
            </Typography>
          )}
          {preview && differences.length > 0 && (
            <>
              <ChangePreview of={preview} differences={differences} />
              <ReasonField
                value={reason}
                onChange={setReason}
                error={errors.reason}
              />
              {sooner > 0 && (
                <ConfirmationField
                  events={sooner}
                  value={typed}
                  onChange={setTyped}
                  error={errors.confirmedEvents}
                />
              )}
            </>
          )}
        </>
      )}
    </FormDialog>
  );
};
