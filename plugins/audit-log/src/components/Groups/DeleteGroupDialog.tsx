// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import { isError } from '@backstage/errors';
import Typography from '@material-ui/core/Typography';
import type { GroupDetails } from 'backstage-plugin-audit-log-common';
import { useNavigate } from 'react-router-dom';
import { accessControlApiRef } from '../../accessApi';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { statusOf } from '../../requests/statusOf';
import { OwnAccessNotice } from '../access/OwnAccessNotice';
import { RolesAtLevels } from '../access/RolesAtLevels';
import { ConfirmDialog } from '../dialogs/ConfirmDialog';
import { membersOf } from './membersOf';
import { useIsOwnGroup } from './useIsOwnGroup';

/** Asks once before a local group is deleted. */
export const DeleteGroupDialog = (props: {
  readonly group: GroupDetails;
  /** Somebody else changed the group since it was loaded: what is shown has to be loaded anew. */
  readonly onStale: () => void;
  readonly onClose: () => void;
}) => {
  const { group, onStale, onClose } = props;
  const api = useApi(accessControlApiRef);
  const navigate = useNavigate();
  const paths = useAccessPaths();
  const isOwnAccess = useIsOwnGroup(group.ref);

  const remove = async () => {
    try {
      await api.deleteGroup(group.ref, group.version ?? 1);
    } catch (error: unknown) {
      if (isError(error) && statusOf(error) === 412) {
        onStale();
      }
      throw error;
    }
    onClose();
    if (paths) {
      navigate(paths.tab('groups'), { replace: true });
    }
  };

  return (
    <ConfirmDialog
      title={`Delete the group ${group.title}?`}
      action="Delete"
      onConfirm={remove}
      onClose={onClose}
    >
      {isOwnAccess && <OwnAccessNotice />}
      {group.roles.length > 0 ? (
        <>
          <Typography>
            {membersOf(group)} lose these roles from their next request, unless
            they have them in another way:
          </Typography>
          <RolesAtLevels of={group.roles} />
        </>
      ) : (
        <Typography>It holds no roles, so nobody loses access.</Typography>
      )}
      <Typography>
        The people themselves stay. What the group was is kept in the audit log.
      </Typography>
    </ConfirmDialog>
  );
};
