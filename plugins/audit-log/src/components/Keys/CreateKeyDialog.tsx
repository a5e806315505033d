// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import type { IngestionKeyWithToken } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { accessControlApiRef } from '../../accessApi';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { FormDialog } from '../dialogs/FormDialog';
import { isComplete, KEY_FIELDS, keyInput, newKey } from './KeyDraft';
import { KeyFields } from './KeyFields';
import { TokenDialog } from './TokenDialog';

/** Creates a key, shows its token, and goes to its page. */
export const CreateKeyDialog = (props: { readonly onClose: () => void }) => {
  const { onClose } = props;
  const api = useApi(accessControlApiRef);
  const navigate = useNavigate();
  const paths = useAccessPaths();
  const [draft, setDraft] = useState(() => newKey(Date.now()));
  const [issued, setIssued] = useState<IngestionKeyWithToken>();

  if (issued) {
    return (
      <TokenDialog
        issued={issued}
        onClose={() =>
          paths
            ? // In place of the open dialog, so that the way back leads to where it was opened.
              navigate(paths.key(issued.key.id), { replace: true })
            : onClose()
        }
      />
    );
  }
  return (
    <FormDialog
      title="Create key"
      action="Create"
      isComplete={isComplete(draft)}
      fieldNames={KEY_FIELDS}
      onSubmit={async () =>
        setIssued(await api.createIngestionKey(keyInput(draft)))
      }
      onClose={onClose}
    >
      {errors => (
        <KeyFields
          value={draft}
          days={365}
          onChange={setDraft}
          errors={errors}
        />
      )}
    </FormDialog>
  );
};
