// SPDX-License-Identifier: Apache-2.0
import type { Assignment } from 'backstage-plugin-audit-log-common';
import { GrantLine } from '../access/GrantLine';
import { LevelLabel } from '../access/LevelLabel';
import { SubjectLink } from '../access/SubjectLink';
import { AccessTable, type AccessColumn } from '../list/AccessTable';
import { RemoveAssignmentButton } from './RemoveAssignmentButton';

const ROLE: AccessColumn<Assignment> = {
  title: 'Role',
  cell: ({ role }) => <SubjectLink of={role} />,
};
const LEVEL: AccessColumn<Assignment> = {
  title: 'Mapping level',
  cell: ({ level }) => <LevelLabel level={level} />,
};
const FROM: AccessColumn<Assignment> = {
  title: 'From group',
  cell: ({ subject }) => <SubjectLink of={subject} />,
};
const GIVEN: AccessColumn<Assignment> = {
  title: 'Given',
  cell: ({ grant }) => (
    <GrantLine grant={grant} otherwise="the configuration" />
  ),
};

/** Roles that somebody has, each with its level, since when and by whom. */
export const AssignmentTable = (props: {
  readonly label: string;
  readonly assignments: readonly Assignment[];
  /** Whether it matters which group has the role. */
  readonly showsGroup?: boolean;
  /** Absent for those who may only look. */
  readonly onRemove?: (assignment: Assignment) => void;
}) => {
  const { label, assignments, showsGroup, onRemove } = props;
  const columns = [ROLE, LEVEL, ...(showsGroup ? [FROM] : []), GIVEN];
  if (onRemove) {
    columns.push({
      title: 'Actions',
      width: 140,
      cell: assignment => (
        <RemoveAssignmentButton assignment={assignment} onRemove={onRemove} />
      ),
    });
  }
  return (
    <AccessTable
      label={label}
      items={assignments}
      keyOf={({ id }) => id}
      columns={columns}
    />
  );
};
