// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import type { GroupMember } from 'backstage-plugin-audit-log-common';
import { GrantLine } from '../access/GrantLine';
import { SubjectLink } from '../access/SubjectLink';
import type { AccessColumn } from '../list/AccessTable';

const COLUMNS: readonly AccessColumn<GroupMember>[] = [
  {
    title: 'Name',
    width: '38%',
    cell: member => (
      <>
        <SubjectLink of={member} />
        <Typography variant="caption" color="textSecondary" component="div">
          <bdi>{member.email}</bdi>
        </Typography>
      </>
    ),
  },
  {
    title: 'Membership',
    cell: ({ via }) =>
      via ? (
        <>
          through <SubjectLink of={via} />
        </>
      ) : (
        'Direct'
      ),
  },
  { title: 'Added', cell: ({ grant }) => <GrantLine grant={grant} /> },
];

/** The columns of a group's members; with the way to remove one for those who may. */
export function groupMemberColumns(
  onRemove: ((member: GroupMember) => void) | undefined,
): readonly AccessColumn<GroupMember>[] {
  if (!onRemove) {
    return COLUMNS;
  }
  return [
    ...COLUMNS,
    {
      title: 'Actions',
      width: 112,
      cell: member =>
        member.direct && (
          <Button
            size="small"
            aria-label={`Remove ${member.title} from the group`}
            onClick={() => onRemove(member)}
          >
            Remove
          </Button>
        ),
    },
  ];
}
