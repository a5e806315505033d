// SPDX-License-Identifier: Apache-2.0
import { useParams } from 'react-router-dom';
import { useKey } from '../../requests/useKey';
import { useListView } from '../../view/useListView';
import { useOwnAccess } from '../access/OwnAccess';
import { PageSection } from '../access/PageSection';
import { SubjectPage } from '../access/SubjectPage';
import { CurlExample } from './CurlExample';
import { EditKeyDialog } from './EditKeyDialog';
import { canBeDone, KeyActions } from './KeyActions';
import { KeyFacts } from './KeyFacts';
import { KeyNotices } from './KeyNotices';
import { KeyRecords } from './KeyRecords';
import { KeyStateMarks } from './KeyStateMarks';
import { RevokeKeyDialog } from './RevokeKeyDialog';
import { RotateKeyDialog } from './RotateKeyDialog';

/** One key: what it lets a system do, where that is on record, and what can be done with it. */
export const KeyPage = () => {
  const { id = '' } = useParams();
  const key = useKey(id);
  const { view, actions } = useListView();
  const { canManage } = useOwnAccess();

  const { value } = key;
  const request = { ...key, value: value && { ...value, title: value.name } };
  return (
    <SubjectPage
      what="key"
      tab="keys"
      request={request}
      mark={value && <KeyStateMarks of={value} />}
      actions={
        value &&
        canManage && <KeyActions of={value} onOpen={actions.openDialog} />
      }
    >
      {found => {
        const dialog =
          canManage && canBeDone(view.dialog, found) ? view.dialog : undefined;
        const parts = {
          of: found,
          onChanged: key.retry,
          onClose: actions.closeDialog,
        };
        return (
          <>
            <KeyNotices of={found} />
            <KeyFacts of={found} />
            <KeyRecords of={found} />
            {found.status === 'active' && (
              <PageSection title="How to send events">
                <CurlExample of={found} />
              </PageSection>
            )}
            {dialog === 'edit' && (
              <EditKeyDialog
                of={found}
                onSaved={key.retry}
                onClose={actions.closeDialog}
              />
            )}
            {dialog === 'rotate' && <RotateKeyDialog {...parts} />}
            {dialog === 'revoke' && <RevokeKeyDialog {...parts} />}
          </>
        );
      }}
    </SubjectPage>
  );
};
