// SPDX-License-Identifier: Apache-2.0
import { useNavigate, useParams } from 'react-router-dom';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { useRole } from '../../requests/useRole';
import { useListView } from '../../view/useListView';
import { useOwnAccess } from '../access/OwnAccess';
import { PageSection } from '../access/PageSection';
import { SubjectPage } from '../access/SubjectPage';
import { BuiltInMark } from './BuiltInMark';
import { DeleteRoleDialog } from './DeleteRoleDialog';
import { DuplicateRoleDialog } from './DuplicateRoleDialog';
import { EditRoleDialog } from './EditRoleDialog';
import { HeldPermissions } from './HeldPermissions';
import { RoleActions } from './RoleActions';
import { RoleFacts } from './RoleFacts';
import { RoleUsage } from './RoleUsage';

/** One role: what it holds, where it is used, and what can be done with it. */
export const RolePage = () => {
  const { id = '' } = useParams();
  const role = useRole(id);
  const { view, actions } = useListView();
  const { canManage, retry: askOwnAccess } = useOwnAccess();
  const navigate = useNavigate();
  const paths = useAccessPaths();

  const { value } = role;
  const request = { ...role, value: value && { ...value, title: value.name } };
  const dialog = canManage ? view.dialog : undefined;
  const isOwn = !value?.builtIn;
  return (
    <SubjectPage
      what="role"
      tab="roles"
      request={request}
      mark={value?.builtIn && <BuiltInMark />}
      actions={
        value &&
        canManage && <RoleActions role={value} onOpen={actions.openDialog} />
      }
    >
      {found => (
        <>
          <RoleFacts role={found} />
          <PageSection title="Permissions">
            <HeldPermissions of={found.permissions} />
          </PageSection>
          <PageSection title="Where it is used">
            <RoleUsage role={found} />
          </PageSection>
          {dialog === 'edit' && isOwn && (
            <EditRoleDialog
              role={found}
              onSaved={() => {
                role.retry();
                askOwnAccess();
              }}
              onClose={actions.closeDialog}
            />
          )}
          {dialog === 'duplicate' && (
            <DuplicateRoleDialog role={found} onClose={actions.closeDialog} />
          )}
          {dialog === 'delete' && isOwn && (
            <DeleteRoleDialog
              role={found}
              onChanged={role.retry}
              onDeleted={() => {
                askOwnAccess();
                navigate(paths?.tab('roles') ?? '..', { replace: true });
              }}
              onClose={actions.closeDialog}
            />
          )}
        </>
      )}
    </SubjectPage>
  );
};
