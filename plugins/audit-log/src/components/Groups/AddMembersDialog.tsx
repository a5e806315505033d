// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { GroupDetails, Member } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { accessControlApiRef } from '../../accessApi';
import { MemberPicker } from '../access/MemberPicker';
import { useOwnAccess } from '../access/OwnAccess';
import { OwnAccessNotice } from '../access/OwnAccessNotice';
import { RolesAtLevels } from '../access/RolesAtLevels';
import { FormDialog } from '../dialogs/FormDialog';

/** What the group gives is beside the members: they are who would get it. */
const FIELDS = ['members', 'permissions'] as const;

/** Adds people to a local group. */
export const AddMembersDialog = (props: {
  readonly group: GroupDetails;
  /** Who is picked from the start. */
  readonly members?: readonly Member[];
  readonly onAdded: () => void;
  readonly onClose: () => void;
}) => {
  const { group, onAdded, onClose } = props;
  const api = useApi(accessControlApiRef);
  const me = useOwnAccess().value?.member.ref;
  const [members, setMembers] = useState<readonly Member[]>(
    props.members ?? [],
  );

  const add = async () => {
    await api.addGroupMembers(
      group.ref,
      members.map(({ ref }) => ref),
    );
    onAdded();
    onClose();
  };

  return (
    <FormDialog
      title={`Add members to ${group.title}`}
      action="Add"
      isComplete={members.length > 0}
      fieldNames={FIELDS}
      onSubmit={add}
      onClose={onClose}
    >
      {errors => (
        <>
          {members.some(({ ref }) => ref === me) && <OwnAccessNotice />}
          <div>
            <Typography variant="body2" color="textSecondary">
              {group.roles.length > 0
                ? 'They get the roles of the group from their next request:'
                : 'The group holds no roles yet, so they get nothing by it for now.'}
            </Typography>
            <RolesAtLevels of={group.roles} />
          </div>
          <MemberPicker
            value={members}
            onChange={setMembers}
            error={errors.members ?? errors.permissions}
          />
        </>
      )}
    </FormDialog>
  );
};
