// SPDX-License-Identifier: Apache-2.0
import Alert from '@material-ui/lab/Alert';
import type { Role } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { useOwnAccess } from '../access/OwnAccess';
import { CreateRoleDialog } from './CreateRoleDialog';

/** Creates a role like another, without what the person cannot give. */
export const DuplicateRoleDialog = (props: {
  readonly role: Role;
  readonly onClose: () => void;
}) => {
  const { role, onClose } = props;
  const { missing } = useOwnAccess();
  // As it was when the dialog opened.
  const [{ kept, left }] = useState(() => ({
    kept: role.permissions.filter(held => missing([held]).length === 0),
    left: role.permissions.filter(held => missing([held]).length > 0),
  }));
  return (
    <CreateRoleDialog
      title={`Duplicate the role ${role.name}`}
      from={{
        name: `Copy of ${role.name}`.slice(0, 100),
        description: role.description,
        permissions: kept,
      }}
      notice={
        left.length > 0 && (
          <Alert severity="info" variant="outlined">
            Left out, because you do not hold it yourself: {left.join(', ')}
          </Alert>
        )
      }
      onClose={onClose}
    />
  );
};
