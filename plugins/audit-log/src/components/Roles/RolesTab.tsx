// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { usePermissionTitles } from '../../requests/usePermissionTitles';
import { useRoles } from '../../requests/useRoles';
import { useListView } from '../../view/useListView';
import { useOwnAccess } from '../access/OwnAccess';
import { AddButton } from '../list/AddButton';
import { ListToolbar } from '../list/ListToolbar';
import { PagedList } from '../list/PagedList';
import { EmptyState } from '../states/EmptyState';
import { CreateRoleDialog } from './CreateRoleDialog';
import { requestedRole } from './requestedRole';
import { roleColumns } from './roleColumns';

/** All roles, the built-in ones first. */
export const RolesTab = () => {
  const { view, actions } = useListView();
  const { state } = useLocation();
  const { canManage } = useOwnAccess();
  const roles = useRoles(view.q || undefined, view.cursor);
  const titleOf = usePermissionTitles();
  const columns = useMemo(() => roleColumns(titleOf), [titleOf]);
  return (
    <>
      <ListToolbar
        what="roles"
        placeholder="Name or description"
        view={view}
        actions={actions}
      >
        {canManage && (
          <AddButton onClick={() => actions.openDialog('create')}>
            Create Role
          </AddButton>
        )}
      </ListToolbar>
      <PagedList
        label="Roles"
        one="role"
        several="roles"
        request={roles}
        keyOf={({ id }) => id}
        columns={columns}
        view={view}
        actions={actions}
        empty={
          <EmptyState
            title="No roles yet"
            hint="A role is a name for permissions that are given together."
          />
        }
      />
      {canManage && view.dialog === 'create' && (
        <CreateRoleDialog
          from={requestedRole(state)}
          onClose={actions.closeDialog}
        />
      )}
    </>
  );
};
