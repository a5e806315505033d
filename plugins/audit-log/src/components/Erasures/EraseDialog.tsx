// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import TextField from '@material-ui/core/TextField';
import Alert from '@material-ui/lab/Alert';
import { useState } from 'react';
import { auditLogApiRef } from '../../api';
import { useElementId } from '../../view/useElementId';
import { FormDialog } from '../dialogs/FormDialog';
import { ErasurePreview } from './ErasurePreview';
import { PersonField } from './PersonField';

/** Erases a person from the log, after it was said how much that is, why, and that it is meant. */
export const EraseDialog = (props: {
  readonly onErased: () => void;
  readonly onClose: () => void;
}) => {
  const { onErased, onClose } = props;
  const api = useApi(auditLogApiRef);
  const id = useElementId('erase');
  const [named, setNamed] = useState('');
  // To count is on record, so it is done once it is clear whom it is about.
  const [counted, setCounted] = useState('');
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');

  const person = named.trim();

  const erase = async () => {
    await api.erasePerson({ person, reason: reason.trim() });
    onErased();
    onClose();
  };
  return (
    <FormDialog
      title="Erase a person"
      action="Erase for ever"
      isDestructive
      isComplete={
        person !== '' && reason.trim() !== '' && typed.trim() === person
      }
      fieldNames={['person', 'reason']}
      onSubmit={erase}
      onClose={onClose}
    >
      {errors => (
        <>
          <Alert severity="warning" variant="outlined" role="note">
            This cannot be undone. From every event that has something of the
            person, it erases who acted and from where, and where the person is
            a target, a value of its own in the details, or part of a change.
            That something happened, when and how it ended stays. Error messages
            and other text that only mentions the person stay as well, and so do
            files that were exported, logs of the portal and backups.
          </Alert>
          <PersonField
            value={named}
            onChange={setNamed}
            onDone={text => setCounted(text.trim())}
            error={errors.person}
          />
          {person !== '' && counted === person && (
            <ErasurePreview person={person} />
          )}
          <TextField
            fullWidth
            multiline
            minRows={2}
            size="small"
            variant="outlined"
            id={`${id}-reason`}
            label="Reason"
            value={reason}
            onChange={({ target }) => setReason(target.value)}
            inputProps={{ maxLength: 2000 }}
            error={errors.reason !== undefined}
            helperText={
              errors.reason ??
              'Kept for good, so do not name the person. The number of the request is enough.'
            }
            FormHelperTextProps={{ role: errors.reason && 'alert' }}
          />
          <TextField
            fullWidth
            size="small"
            variant="outlined"
            id={`${id}-confirmation`}
            label="Confirmation"
            autoComplete="off"
            disabled={person === ''}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            inputProps={{ maxLength: 1000, spellCheck: false }}
            helperText={
              person === '' ? (
                'Say first whom to erase'
              ) : (
                <>
                  Type <bdi>{person}</bdi> to say that you mean it
                </>
              )
            }
          />
        </>
      )}
    </FormDialog>
  );
};
