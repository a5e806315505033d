// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import { Navigate, Route, Routes } from 'react-router-dom';
import type { AccessPaths } from '../../navigation/useAccessPaths';
import { ACCESS_PATHS } from '../../routes';
import { GroupPage } from '../Groups/GroupPage';
import { GroupsTab } from '../Groups/GroupsTab';
import { InvitationsTab } from '../Invitations/InvitationsTab';
import { MemberPage } from '../Members/MemberPage';
import { MembersTab } from '../Members/MembersTab';
import { RolePage } from '../Roles/RolePage';
import { RolesTab } from '../Roles/RolesTab';
import { EmptyState } from '../states/EmptyState';

/** What is at the paths below the page. */
export const AccessRoutes = (props: { readonly paths: AccessPaths }) => {
  const roles = props.paths.tab('roles');
  return (
    <Routes>
      <Route path="/" element={<Navigate to={roles} replace />} />
      <Route path="roles" element={<RolesTab />} />
      <Route path={ACCESS_PATHS.role} element={<RolePage />} />
      <Route path="groups" element={<GroupsTab />} />
      <Route path={ACCESS_PATHS.group} element={<GroupPage />} />
      <Route path="members" element={<MembersTab />} />
      <Route path={ACCESS_PATHS.member} element={<MemberPage />} />
      <Route path="invitations" element={<InvitationsTab />} />
      <Route
        path="*"
        element={
          <EmptyState
            title="There is no such page"
            hint="The link may be old, or a part of it is missing."
          >
            <Link to={roles}>Go to the roles</Link>
          </EmptyState>
        }
      />
    </Routes>
  );
};
