// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import type {
  Assignment,
  RoleDetails,
} from 'backstage-plugin-audit-log-common';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { GrantLine } from '../access/GrantLine';
import { LevelLabel } from '../access/LevelLabel';
import { SubjectLink } from '../access/SubjectLink';
import { AccessTable, type AccessColumn } from '../list/AccessTable';

const COLUMNS: readonly AccessColumn<Assignment>[] = [
  {
    title: 'Given to',
    cell: ({ subject }) => <SubjectLink of={subject} />,
  },
  {
    title: 'Kind',
    width: 120,
    cell: ({ subject }) =>
      subject.ref.startsWith('user:') ? 'Member' : 'Group',
  },
  {
    title: 'Mapping level',
    cell: ({ level }) => <LevelLabel level={level} />,
  },
  {
    title: 'Given',
    cell: ({ grant }) => (
      <GrantLine grant={grant} otherwise="the configuration" />
    ),
  },
];

/** The groups and members that have a role, at which level, since when and by whom. */
export const RoleUsage = (props: { readonly role: RoleDetails }) => {
  const { assignments, usage } = props.role;
  const paths = useAccessPaths();
  return (
    <>
      {assignments.length > 0 ? (
        <Paper>
          <AccessTable
            label="Where it is used"
            items={assignments}
            keyOf={({ id }) => id}
            columns={COLUMNS}
          />
        </Paper>
      ) : (
        <Typography variant="body2">
          Nobody has it yet. Give it to{' '}
          {paths ? <Link to={paths.tab('groups')}>a group</Link> : 'a group'} or{' '}
          {paths ? <Link to={paths.tab('members')}>a member</Link> : 'a member'}
          .
        </Typography>
      )}
      {usage.invitations > 0 && (
        <Typography variant="body2">
          Pending invitations that offer it:{' '}
          {usage.invitations.toLocaleString()}
        </Typography>
      )}
    </>
  );
};
