// SPDX-License-Identifier: Apache-2.0
import { useGroups } from '../../requests/useGroups';
import { oneOf } from '../../view/oneOf';
import { useListView } from '../../view/useListView';
import { useOwnAccess } from '../access/OwnAccess';
import { AddButton } from '../list/AddButton';
import { ListToolbar } from '../list/ListToolbar';
import { PagedList } from '../list/PagedList';
import { RoleFilter } from '../list/RoleFilter';
import { SelectFilter } from '../list/SelectFilter';
import { EmptyState } from '../states/EmptyState';
import { CreateGroupDialog } from './CreateGroupDialog';
import { GROUP_COLUMNS } from './groupColumns';
import { GROUP_SOURCES } from './groupSources';

const FILTERS = ['source', 'role'];

/** All groups, those of the catalog and local ones alike. */
export const GroupsTab = () => {
  const { view, actions } = useListView(FILTERS);
  const { canManage } = useOwnAccess();
  const { role } = view.filters;
  const source = oneOf(GROUP_SOURCES, view.filters.source);
  const groups = useGroups({
    q: view.q || undefined,
    source,
    role,
    cursor: view.cursor,
  });
  const create = canManage && (
    <AddButton onClick={() => actions.openDialog('create')}>
      Create Group
    </AddButton>
  );
  return (
    <>
      <ListToolbar
        what="groups"
        placeholder="Name or description"
        view={view}
        actions={actions}
      >
        <SelectFilter
          label="Source"
          value={source}
          titles={GROUP_SOURCES}
          onChange={value => actions.setFilter('source', value)}
        />
        <RoleFilter
          value={role}
          onChange={value => actions.setFilter('role', value)}
        />
        {create}
      </ListToolbar>
      <PagedList
        label="Groups"
        one="group"
        several="groups"
        request={groups}
        keyOf={({ ref }) => ref}
        columns={GROUP_COLUMNS}
        view={view}
        actions={actions}
        empty={
          <EmptyState
            title="No groups yet"
            hint="The groups of the catalog appear here by themselves. For people who are no team there, create a group."
          >
            {create}
          </EmptyState>
        }
      />
      {canManage && view.dialog === 'create' && (
        <CreateGroupDialog onClose={actions.closeDialog} />
      )}
    </>
  );
};
