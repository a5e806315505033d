// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type {
  GroupDetails,
  Reference,
} from 'backstage-plugin-audit-log-common';
import { accessControlApiRef } from '../../accessApi';
import { useOwnAccess } from '../access/OwnAccess';
import { OwnAccessNotice } from '../access/OwnAccessNotice';
import { RolesAtLevels } from '../access/RolesAtLevels';
import { ConfirmDialog } from '../dialogs/ConfirmDialog';
import { shortReference } from '../labels/reference';

/** Asks once before a person is taken out of a local group. */
export const RemoveMemberDialog = (props: {
  readonly group: GroupDetails;
  readonly member: Reference;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}) => {
  const { group, member, onRemoved, onClose } = props;
  const api = useApi(accessControlApiRef);
  const me = useOwnAccess().value?.member.ref;
  const name = member.title ?? shortReference(member.ref);

  const remove = async () => {
    await api.removeGroupMember(group.ref, member.ref);
    onRemoved();
    onClose();
  };

  return (
    <ConfirmDialog
      title={`Remove ${name} from ${group.title}?`}
      action="Remove"
      onConfirm={remove}
      onClose={onClose}
    >
      {member.ref === me && <OwnAccessNotice />}
      <Typography>
        {group.roles.length > 0
          ? `${name} loses these roles from their next request, unless they have them in another way:`
          : 'The group holds no roles, so nobody loses access.'}
      </Typography>
      <RolesAtLevels of={group.roles} />
    </ConfirmDialog>
  );
};
