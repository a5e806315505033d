// SPDX-License-Identifier: Apache-2.0
import Paper from '@material-ui/core/Paper';
import type { GroupDetails } from 'backstage-plugin-audit-log-common';
import { PageSection } from '../access/PageSection';
import { AssignedRoles } from '../Assignments/AssignedRoles';
import { AssignmentTable } from '../Assignments/AssignmentTable';
import { membersOf } from './membersOf';
import { useIsOwnGroup } from './useIsOwnGroup';

/** The roles of a group, and those that its members have from the groups above it. */
export const GroupRoles = (props: {
  readonly group: GroupDetails;
  readonly canChange: boolean;
  readonly onChanged: () => void;
}) => {
  const { group, canChange, onChanged } = props;
  const isOwnAccess = useIsOwnGroup(group.ref);
  return (
    <>
      <AssignedRoles
        title="Roles"
        subject={group}
        assignments={group.assignments}
        canChange={canChange}
        isOwnAccess={isOwnAccess}
        emptyHint={
          canChange
            ? 'Add one, and every member of the group and of the groups below it has it from their next request.'
            : 'The group has none of its own. Edit it to add some.'
        }
        whoLoses={`${membersOf(group)} lose`}
        onChanged={onChanged}
      />
      {group.inherited.length > 0 && (
        <PageSection title="Roles from groups above">
          <Paper>
            <AssignmentTable
              label="Roles from groups above"
              assignments={group.inherited}
              showsGroup
            />
          </Paper>
        </PageSection>
      )}
    </>
  );
};
