// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import AddIcon from '@material-ui/icons/Add';
import type { ListGroupsOptions } from 'backstage-plugin-audit-log-common';
import { useGroups } from '../../requests/useGroups';
import { useListView } from '../../view/useListView';
import { useOwnAccess } from '../access/OwnAccess';
import { AccessTable } from '../list/AccessTable';
import { ListSearch } from '../list/ListSearch';
import { ListStates } from '../list/ListStates';
import { ListToolbar } from '../list/ListToolbar';
import { PageControls } from '../list/PageControls';
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
      <ListStates
        what="groups"
        request={groups}
        isFiltered={Boolean(view.q || source || role || view.cursor)}
        onClear={actions.clear}
        empty={
          <EmptyState
            title="No groups yet"
            hint="The groups of the catalog appear here by themselves. For people who are no team there, create a group."
          >
            {create}
          </EmptyState>
        }
      >
        {page => (
          <>
            <AccessTable
              label="Groups"
              items={page.items}
              keyOf={({ ref }) => ref}
              columns={GROUP_COLUMNS}
            />
            <PageControls
              one="group"
              several="groups"
              page={page}
              view={view}
              actions={actions}
            />
          </>
        )}
      </ListStates>
      {canManage && view.dialog === 'create' && (
        <CreateGroupDialog onClose={actions.closeDialog} />
      )}
    </>
  );
};
