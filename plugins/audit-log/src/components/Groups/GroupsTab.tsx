// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import AddIcon from '@material-ui/icons/Add';
import type { ListGroupsOptions } from 'backstage-plugin-audit-log-common';
import { useGroups } from '../../requests/useGroups';
import { useListView } from '../../view/useListView';
import { useOwnAccess } from '../access/OwnAccess';
import { ListSearch } from '../list/ListSearch';
import { ListToolbar } from '../list/ListToolbar';
import { PagedList } from '../list/PagedList';
import { RoleFilter } from '../list/RoleFilter';
import { SourceFilter } from '../list/SourceFilter';
import { EmptyState } from '../states/EmptyState';
import { CreateGroupDialog } from './CreateGroupDialog';
import { GROUP_COLUMNS } from './groupColumns';
import { GROUP_SOURCES } from './groupSources';

const FILTERS = ['source', 'role'];

/** All groups, those of the catalog and local ones alike. */
export const GroupsTab = () => {
  const { view, actions } = useListView(FILTERS);
  const { canManage } = useOwnAccess();
  const { source, role } = view.filters;
  const groups = useGroups({
    q: view.q || undefined,
    source: source as ListGroupsOptions['source'],
    role,
    cursor: view.cursor,
  });
  const create = canManage && (
    <Button
      variant="contained"
      color="primary"
      startIcon={<AddIcon />}
      onClick={() => actions.openDialog('create')}
    >
      Create Group
    </Button>
  );
  return (
    <>
      <ListToolbar
        search={
          <ListSearch
            text={view.q}
            label="Search groups"
            placeholder="Name or description"
            onSearch={actions.setText}
          />
        }
      >
        <SourceFilter
          value={source}
          sources={GROUP_SOURCES}
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
