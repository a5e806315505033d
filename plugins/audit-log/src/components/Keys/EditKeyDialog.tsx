// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { isError } from '@backstage/errors';
import type { IngestionKey } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { statusOf } from '../../requests/statusOf';
import { ConflictNotice } from '../dialogs/ConflictNotice';
import { FormDialog } from '../dialogs/FormDialog';
import { keyChanges } from './keyChanges';
import { isComplete, KEY_FIELDS, keyDraft, keyInput } from './KeyDraft';
import { KeyFields } from './KeyFields';

/** Changes what a key may do. Where somebody else was faster, it shows what they changed before anything is replaced. */
export const EditKeyDialog = (props: {
  readonly of: IngestionKey;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}) => {
  const { onSaved, onClose } = props;
  const api = useApi(accessControlApiRef);
  // As it was when the dialog opened; a key that is loaded anew must not change what is being compared.
  const [base, setBase] = useState(props.of);
  const [draft, setDraft] = useState(() => keyDraft(base));
  /** The version that somebody else made meanwhile. */
  const [theirs, setTheirs] = useState<IngestionKey>();

  const save = async () => {
    const { id, version } = theirs ?? base;
    try {
      await api.updateIngestionKey(id, version, keyInput(draft));
    } catch (caught: unknown) {
      if (!isError(caught) || statusOf(caught) !== 412) {
        throw caught;
      }
      setTheirs(await api.getIngestionKey(id));
      return;
    }
    onSaved();
    onClose();
  };
  const takeTheirs = (key: IngestionKey) => {
    setBase(key);
    setDraft(keyDraft(key));
    setTheirs(undefined);
  };

  return (
    <FormDialog
      title={`Edit the key ${base.name}`}
      action="Save"
      isComplete={isComplete(draft)}
      fieldNames={KEY_FIELDS}
      onSubmit={save}
      onClose={onClose}
    >
      {errors => (
        <>
          {theirs && (
            <ConflictNotice
              what="key"
              changed={keyChanges(base, theirs)}
              onTakeTheirs={() => takeTheirs(theirs)}
            />
          )}
          <KeyFields
            // What is chosen for the expiry belongs to the version that it began with.
            key={base.version}
            value={draft}
            onChange={setDraft}
            errors={errors}
          />
        </>
      )}
    </FormDialog>
  );
};
