// SPDX-License-Identifier: Apache-2.0
import { useKeys } from '../../requests/useKeys';
import { oneOf } from '../../view/oneOf';
import { useListView } from '../../view/useListView';
import { useOwnAccess } from '../access/OwnAccess';
import { AddButton } from '../list/AddButton';
import { ListToolbar } from '../list/ListToolbar';
import { PagedList } from '../list/PagedList';
import { SelectFilter } from '../list/SelectFilter';
import { EmptyState } from '../states/EmptyState';
import { GuideLink } from '../states/GuideLink';
import { CreateKeyDialog } from './CreateKeyDialog';
import { KEY_COLUMNS } from './keyColumns';
import { KEY_STATUS_TITLES } from './keyStates';
import { KeyViews } from './KeyViews';

const FILTERS = ['status'];

/** The keys with which systems outside the portal send events. */
export const KeysTab = () => {
  const { view, actions } = useListView(FILTERS);
  const { canManage } = useOwnAccess();
  const status = oneOf(KEY_STATUS_TITLES, view.filters.status);
  const keys = useKeys({ q: view.q || undefined, status, cursor: view.cursor });
  const create = canManage && (
    <AddButton onClick={() => actions.openDialog('create')}>
      Create Key
    </AddButton>
  );
  return (
    <>
      <KeyViews current="keys" />
      <ListToolbar
        what="keys"
        placeholder="Name, source, project or beginning of the token"
        view={view}
        actions={actions}
      >
        <SelectFilter
          label="Status"
          value={status}
          titles={KEY_STATUS_TITLES}
          onChange={value => actions.setFilter('status', value)}
        />
        {create}
      </ListToolbar>
      <PagedList
        label="Keys"
        one="key"
        several="keys"
        request={keys}
        keyOf={({ id }) => id}
        columns={KEY_COLUMNS}
        view={view}
        actions={actions}
        empty={
          <EmptyState
            title="No keys yet"
            hint="With a key, a system outside the portal, such as a deployment pipeline or a gateway on your premises, puts its own events on record here. The key says which, and for how long."
          >
            {create}
            <GuideLink name="ingestion-keys" />
          </EmptyState>
        }
      />
      {canManage && view.dialog === 'create' && (
        <CreateKeyDialog onClose={actions.closeDialog} />
      )}
    </>
  );
};
