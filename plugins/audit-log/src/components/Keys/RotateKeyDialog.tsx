// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import MenuItem from '@material-ui/core/MenuItem';
import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import type {
  IngestionKey,
  IngestionKeyWithToken,
} from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { statusOf } from '../../requests/statusOf';
import { useReturnedFocus } from '../../view/useReturnedFocus';
import { FormDialog } from '../dialogs/FormDialog';
import { formatTime } from '../labels/formatTime';
import { worksBeside } from './keyStates';
import { KeyTextField } from './KeyTextField';
import { TokenDialog } from './TokenDialog';

const OVERLAPS = [
  [0, 'Not at all'],
  [1, 'For an hour'],
  [24, 'For a day'],
  [7 * 24, 'For a week'],
  [30 * 24, 'For 30 days'],
] as const;

/** Gives a key a new token, after asking how long the one before is to work on, and shows it. */
export const RotateKeyDialog = (props: {
  readonly of: IngestionKey;
  /** The key may have changed; look again. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) => {
  const { of: key, onChanged, onClose } = props;
  const api = useApi(accessControlApiRef);
  const [hours, setHours] = useState('24');
  const [issued, setIssued] = useState<IngestionKeyWithToken>();
  const before = worksBeside(key);
  useReturnedFocus();

  const rotate = async () => {
    try {
      setIssued(
        await api.rotateIngestionKey(key.id, key.version, {
          overlapHours: Number(hours),
        }),
      );
    } catch (caught: unknown) {
      if (statusOf(caught as Error) === 412) {
        onChanged();
      }
      throw caught;
    }
  };

  if (issued) {
    // The page is loaded anew only then: should that fail, the token would go with it.
    const close = () => {
      onChanged();
      onClose();
    };
    return <TokenDialog issued={issued} onClose={close} />;
  }
  return (
    <FormDialog
      title={`Rotate the key ${key.name}`}
      action="Rotate"
      fieldNames={['overlapHours']}
      onSubmit={rotate}
      onClose={onClose}
    >
      {errors => (
        <>
          <Typography>
            The key gets a new token, which is shown once. What it may do stays
            as it is.
          </Typography>
          {before && (
            <Alert severity="warning" variant="outlined" role="note">
              The token from before the last rotation works until{' '}
              {formatTime.minute(before.previousWorksUntil)}. With another
              rotation it stops at once.
            </Alert>
          )}
          <KeyTextField
            field="overlap"
            select
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            label="The present token works on"
            value={hours}
            onChange={setHours}
            error={errors.overlapHours}
            hint={
              hours === '0'
                ? 'The system that has it is refused from now on, until it gets the new one. Choose this for a token that got out.'
                : 'The system can change to the new one meanwhile, and nothing of what it sends is refused.'
            }
          >
            {OVERLAPS.map(([value, title]) => (
              <MenuItem key={value} value={String(value)}>
                {title}
              </MenuItem>
            ))}
          </KeyTextField>
        </>
      )}
    </FormDialog>
  );
};
