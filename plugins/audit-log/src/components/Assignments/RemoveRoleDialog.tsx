// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { Assignment } from 'backstage-plugin-audit-log-common';
import type { ReactNode } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { LevelWords } from '../access/LevelWords';
import { OwnAccessNotice } from '../access/OwnAccessNotice';
import { ConfirmDialog } from '../dialogs/ConfirmDialog';
import { LostPermissions } from './LostPermissions';

/** Asks once before a role is taken away from a group or member. */
export const RemoveRoleDialog = (props: {
  readonly assignment: Assignment;
  /** Who loses it, as the beginning of a sentence, with its verb. */
  readonly whoLoses: ReactNode;
  readonly isOwnAccess: boolean;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}) => {
  const { assignment, whoLoses, isOwnAccess, onRemoved, onClose } = props;
  const { id, role, level } = assignment;
  const api = useApi(accessControlApiRef);
  const title = role.title ?? role.ref;

  const remove = async () => {
    await api.unassignRole(id);
    onRemoved();
    onClose();
  };

  return (
    <ConfirmDialog
      title={`Remove the role ${title}?`}
      action="Remove"
      onConfirm={remove}
      onClose={onClose}
    >
      {isOwnAccess && <OwnAccessNotice />}
      <Typography>
        {whoLoses} the role <bdi>{title}</bdi> <LevelWords level={level} />,
        from their next request.
      </Typography>
      <LostPermissions role={role.ref} level={level} />
    </ConfirmDialog>
  );
};
