// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { accessControlApiRef } from '../../accessApi';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { RoleDialog } from './RoleDialog';
import { EMPTY_ROLE, roleInput, type RoleDraft } from './RoleDraft';

/** Creates a role, from nothing or like another, and goes to its page. */
export const CreateRoleDialog = (props: {
  readonly title?: string;
  readonly from?: RoleDraft;
  readonly notice?: ReactNode;
  readonly onClose: () => void;
}) => {
  const { title = 'Create role', from = EMPTY_ROLE, notice, onClose } = props;
  const api = useApi(accessControlApiRef);
  const navigate = useNavigate();
  const paths = useAccessPaths();
  const [draft, setDraft] = useState(from);

  const create = async () => {
    const { id } = await api.createRole(roleInput(draft));
    if (paths) {
      // In place of the open dialog, so that the way back leads to where it was opened.
      navigate(paths.role(id), { replace: true });
    } else {
      onClose();
    }
  };

  return (
    <RoleDialog
      title={title}
      action="Create"
      value={draft}
      notice={notice}
      onChange={setDraft}
      onSubmit={create}
      onClose={onClose}
    />
  );
};
