// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import AddIcon from '@material-ui/icons/Add';
import { useMemo } from 'react';
import { useLocation } from 'react-router-dom';
import { usePermissions } from '../../requests/usePermissions';
import { useRoles } from '../../requests/useRoles';
import { useListView } from '../../view/useListView';
import { useOwnAccess } from '../access/OwnAccess';
import { ListSearch } from '../list/ListSearch';
import { ListToolbar } from '../list/ListToolbar';
import { PagedList } from '../list/PagedList';
import { EmptyState } from '../states/EmptyState';
import { CreateRoleDialog } from './CreateRoleDialog';
import { permissionTitles } from './permissionTitles';
import { requestedRole } from './requestedRole';
import { roleColumns } from './roleColumns';

/** All roles, the built-in ones first. */
export const RolesTab = () => {
  const { view, actions } = useListView();
  const { state } = useLocation();
  const { canManage } = useOwnAccess();
  const roles = useRoles(view.q || undefined, view.cursor);
  const { value: permissions } = usePermissions();
  const columns = useMemo(
    () => roleColumns(permissionTitles(permissions)),
    [permissions],
  );
  return (
    <>
      <ListToolbar
        search={
          <ListSearch
            text={view.q}
            label="Search roles"
            placeholder="Name or description"
            onSearch={actions.setText}
          />
        }
      >
        {canManage && (
          <Button
            variant="contained"
            color="primary"
            startIcon={<AddIcon />}
            onClick={() => actions.openDialog('create')}
          >
            Create Role
          </Button>
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
