// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import type { ArchiveFile } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { retentionApiRef } from '../../../retentionApi';
import { useElementId } from '../../../view/useElementId';
import { FormDialog } from '../../dialogs/FormDialog';
import { eventsInWords } from '../../labels/eventsInWords';
import { fileName } from './fileName';

const MOST_DAYS = 90;

/** Asks for how long the events of a file shall be live again. */
export const RestoreDialog = (props: {
  readonly of: ArchiveFile;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) => {
  const { of: file, onDone, onClose } = props;
  const api = useApi(retentionApiRef);
  const id = useElementId('restore');
  const [days, setDays] = useState('7');
  const count = /^\d{1,3}$/.test(days.trim()) ? Number(days) : 0;
  const isPossible = count >= 1 && count <= MOST_DAYS;

  const restore = async () => {
    await api.restoreArchiveFile(file.id, count);
    onDone();
    onClose();
  };
  return (
    <FormDialog
      title={`Restore ${fileName(file)}`}
      action="Restore"
      isComplete={isPossible}
      fieldNames={['days']}
      onSubmit={restore}
      onClose={onClose}
    >
      {errors => (
        <>
          <Typography variant="body2">
            {file.events === undefined
              ? 'Its events'
              : `Its ${eventsInWords(file.events)}`}{' '}
            are copied back into the database, so that searching them is as fast
            as searching live ones. They leave it by themselves when the time is
            over, and stay in the archive all the while.
          </Typography>
          <TextField
            size="small"
            variant="outlined"
            id={`${id}-days`}
            label="Days"
            value={days}
            onChange={({ target }) => setDays(target.value)}
            inputProps={{ inputMode: 'numeric', maxLength: 3 }}
            error={errors.days !== undefined || !isPossible}
            helperText={errors.days ?? `From 1 to ${MOST_DAYS}`}
            FormHelperTextProps={{
              role: errors.days || !isPossible ? 'alert' : undefined,
            }}
          />
        </>
      )}
    </FormDialog>
  );
};
