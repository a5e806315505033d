// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import type { Member } from 'backstage-plugin-audit-log-common';
import { RolesAtLevels } from '../access/RolesAtLevels';
import { SubjectLink } from '../access/SubjectLink';
import { formatTime } from '../labels/formatTime';
import type { AccessColumn } from '../list/AccessTable';
import { AdministratorMark } from './AdministratorMark';
import { MemberGroups } from './MemberGroups';
import { MEMBER_SOURCES } from './memberSources';

export const MEMBER_COLUMNS: readonly AccessColumn<Member>[] = [
  {
    title: 'Name',
    width: '28%',
    cell: member => (
      <>
        <SubjectLink of={member} />{' '}
        {member.administrator && <AdministratorMark />}
        {member.email !== member.title && (
          <Typography variant="caption" color="textSecondary" component="div">
            <bdi>{member.email}</bdi>
          </Typography>
        )}
      </>
    ),
  },
  { title: 'Source', width: 104, cell: ({ source }) => MEMBER_SOURCES[source] },
  {
    title: 'Groups',
    cell: ({ groups }) => groups.length > 0 && <MemberGroups groups={groups} />,
  },
  {
    title: 'Roles and mapping levels',
    width: '28%',
    cell: ({ roles }) => roles.length > 0 && <RolesAtLevels of={roles} />,
  },
  {
    title: 'Last seen',
    width: 120,
    cell: ({ lastSeenAt }) =>
      lastSeenAt && (
        <time
          dateTime={lastSeenAt}
          title={formatTime.secondAndZone(lastSeenAt)}
        >
          {formatTime.day(lastSeenAt)}
        </time>
      ),
  },
];
