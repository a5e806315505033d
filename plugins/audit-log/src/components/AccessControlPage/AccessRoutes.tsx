// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import { Fragment, type ReactNode } from 'react';
import { Navigate, Route, Routes, useParams } from 'react-router-dom';
import type { AccessPaths } from '../../navigation/useAccessPaths';
import { ACCESS_PATHS } from '../../routes';
import { GroupPage } from '../Groups/GroupPage';
import { GroupsTab } from '../Groups/GroupsTab';
import { InvitationsTab } from '../Invitations/InvitationsTab';
import { KeyPage } from '../Keys/KeyPage';
import { KeysTab } from '../Keys/KeysTab';
import { MemberPage } from '../Members/MemberPage';
import { MembersTab } from '../Members/MembersTab';
import { HeldEventPage } from '../Quarantine/HeldEventPage';
import { QuarantineTab } from '../Quarantine/QuarantineTab';
import { RolePage } from '../Roles/RolePage';
import { RolesTab } from '../Roles/RolesTab';
import { EmptyState } from '../states/EmptyState';

/** A page of its own for each role, group, member and key: nothing that was shown or begun on one is left on the next. */
const OfItsOwn = (props: { readonly children: ReactNode }) => {
  const { id, ref } = useParams();
  return <Fragment key={id ?? ref}>{props.children}</Fragment>;
};

/** What is at the paths below the page. */
export const AccessRoutes = (props: { readonly paths: AccessPaths }) => {
  const roles = props.paths.tab('roles');
  return (
    <Routes>
      <Route path="/" element={<Navigate to={roles} replace />} />
      <Route path="roles" element={<RolesTab />} />
      <Route
        path={ACCESS_PATHS.role}
        element={
          <OfItsOwn>
            <RolePage />
          </OfItsOwn>
        }
      />
      <Route path="groups" element={<GroupsTab />} />
      <Route
        path={ACCESS_PATHS.group}
        element={
          <OfItsOwn>
            <GroupPage />
          </OfItsOwn>
        }
      />
      <Route path="members" element={<MembersTab />} />
      <Route
        path={ACCESS_PATHS.member}
        element={
          <OfItsOwn>
            <MemberPage />
          </OfItsOwn>
        }
      />
      <Route path="invitations" element={<InvitationsTab />} />
      <Route path="keys" element={<KeysTab />} />
      <Route
        path={ACCESS_PATHS.key}
        element={
          <OfItsOwn>
            <KeyPage />
          </OfItsOwn>
        }
      />
      <Route path={ACCESS_PATHS.quarantine} element={<QuarantineTab />} />
      <Route
        path={ACCESS_PATHS.heldEvent}
        element={
          <OfItsOwn>
            <HeldEventPage />
          </OfItsOwn>
        }
      />
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
