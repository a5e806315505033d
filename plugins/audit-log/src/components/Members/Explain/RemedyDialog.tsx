// SPDX-License-Identifier: Apache-2.0
import type { MemberDetails } from 'backstage-plugin-audit-log-common';
import { useOwnAccess } from '../../access/OwnAccess';
import { AddRolesDialog } from '../../Assignments/AddRolesDialog';
import { AddMembersDialog } from '../../Groups/AddMembersDialog';
import type { PreparedRemedy } from './useRemedy';

/** The dialog that gives a person what they lack, filled in with the way that was chosen. */
export const RemedyDialog = (props: {
  readonly member: MemberDetails;
  readonly prepared: PreparedRemedy;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) => {
  const { member, prepared, onDone, onClose } = props;
  const me = useOwnAccess().value?.member.ref;
  return prepared.kind === 'join-group' ? (
    <AddMembersDialog
      group={prepared.group}
      members={[member]}
      onAdded={onDone}
      onClose={onClose}
    />
  ) : (
    <AddRolesDialog
      subject={member}
      isOwnAccess={member.ref === me}
      roles={[prepared.role]}
      level={prepared.level}
      onAdded={onDone}
      onClose={onClose}
    />
  );
};
