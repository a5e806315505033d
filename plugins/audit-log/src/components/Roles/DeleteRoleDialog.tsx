// SPDX-License-Identifier: Apache-2.0
import { useApi } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import type { RoleDetails } from 'backstage-plugin-audit-log-common';
import { accessControlApiRef } from '../../accessApi';
import { statusOf } from '../../requests/statusOf';
import { LevelWords } from '../access/LevelWords';
import { OwnAccessNotice } from '../access/OwnAccessNotice';
import { SubjectLink } from '../access/SubjectLink';
import { ConfirmDialog } from '../dialogs/ConfirmDialog';
import { useHasRole } from './useHasRole';
import { usageWords } from './usageWords';

/** How many of those who lose it are named. */
const NAMED = 10;

/** Asks once before a role is deleted, and says who loses it. */
export const DeleteRoleDialog = (props: {
  readonly role: RoleDetails;
  readonly onDeleted: () => void;
  /** Where it is used may have changed; look again. */
  readonly onChanged: () => void;
  readonly onClose: () => void;
}) => {
  const { role, onDeleted, onChanged, onClose } = props;
  const { id, name, version, assignments, usage } = role;
  const api = useApi(accessControlApiRef);
  const hasRole = useHasRole(id);
  const isUsed = assignments.length > 0 || usage.invitations > 0;
  const rest = assignments.length - NAMED;

  const remove = async () => {
    try {
      await api.deleteRole(id, version, { unassign: isUsed });
    } catch (caught: unknown) {
      const status = statusOf(caught as Error);
      if (status === 409 || status === 412) {
        onChanged();
      }
      throw caught;
    }
    onDeleted();
  };

  return (
    <ConfirmDialog
      title={`Delete the role ${name}?`}
      action="Delete"
      onConfirm={remove}
      onClose={onClose}
    >
      {hasRole && <OwnAccessNotice />}
      {isUsed ? (
        <>
          <Typography>
            It is used by {usageWords(usage)}. They lose it, and what it lets
            them do, from their next request.
          </Typography>
          <Typography component="ul" variant="body2">
            {assignments.slice(0, NAMED).map(assignment => (
              <li key={assignment.id}>
                <SubjectLink of={assignment.subject} />{' '}
                <LevelWords level={assignment.level} />
              </li>
            ))}
            {rest > 0 && <li>and {rest.toLocaleString()} more</li>}
          </Typography>
          {usage.invitations > 0 && (
            <Typography variant="body2">
              Pending invitations to it no longer offer it.
            </Typography>
          )}
        </>
      ) : (
        <Typography>Nobody has it, so nobody loses anything.</Typography>
      )}
      <Typography variant="body2">This cannot be undone.</Typography>
    </ConfirmDialog>
  );
};
