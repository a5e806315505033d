// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { isError } from '@backstage/errors';
import type { Role } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { statusOf } from '../../requests/statusOf';
import { usePermissionTitles } from '../../requests/usePermissionTitles';
import { OwnAccessNotice } from '../access/OwnAccessNotice';
import { ConflictNotice } from '../dialogs/ConflictNotice';
import { roleChanges } from './roleChanges';
import { RoleDialog } from './RoleDialog';
import { roleInput, type RoleDraft } from './RoleDraft';
import { useHasRole } from './useHasRole';

/** Changes a role. Where somebody else was faster, it shows what they changed before anything is replaced. */
export const EditRoleDialog = (props: {
  readonly role: Role;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}) => {
  const { onSaved, onClose } = props;
  const api = useApi(accessControlApiRef);
  const hasRole = useHasRole(props.role.id);
  const titleOf = usePermissionTitles();
  // As it was when the dialog opened; a role that is loaded anew must not change what is being compared.
  const [base, setBase] = useState(props.role);
  const [draft, setDraft] = useState<RoleDraft>(base);
  /** The version that somebody else made meanwhile. */
  const [theirs, setTheirs] = useState<Role>();

  const save = async () => {
    const { id, version } = theirs ?? base;
    try {
      await api.updateRole(id, version, roleInput(draft));
    } catch (caught: unknown) {
      if (!isError(caught) || statusOf(caught) !== 412) {
        throw caught;
      }
      setTheirs(await api.getRole(id));
      return;
    }
    onSaved();
    onClose();
  };
  const takeTheirs = (role: Role) => {
    setBase(role);
    setDraft(role);
    setTheirs(undefined);
  };

  return (
    <RoleDialog
      title={`Edit the role ${base.name}`}
      action="Save"
      value={draft}
      heldBefore={(theirs ?? base).permissions}
      onChange={setDraft}
      onSubmit={save}
      onClose={onClose}
      notice={
        <>
          {hasRole && <OwnAccessNotice />}
          {theirs && (
            <ConflictNotice
              what="role"
              changed={roleChanges(base, theirs, titleOf)}
              onTakeTheirs={() => takeTheirs(theirs)}
            />
          )}
        </>
      }
    />
  );
};
