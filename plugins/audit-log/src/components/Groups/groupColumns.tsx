// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import type { Group } from 'backstage-plugin-audit-log-common';
import { RolesAtLevels } from '../access/RolesAtLevels';
import { SubjectLink } from '../access/SubjectLink';
import type { AccessColumn } from '../list/AccessTable';
import { ShortText } from '../list/ShortText';
import { GROUP_SOURCES } from './groupSources';

export const GROUP_COLUMNS: readonly AccessColumn<Group>[] = [
  {
    title: 'Name',
    width: '36%',
    cell: group => (
      <>
        <SubjectLink of={group} />
        <Typography variant="caption" color="textSecondary" component="div">
          <ShortText text={group.description} />
        </Typography>
      </>
    ),
  },
  { title: 'Source', width: 96, cell: ({ source }) => GROUP_SOURCES[source] },
  {
    title: 'Part of',
    cell: ({ parent }) => parent && <SubjectLink of={parent} />,
  },
  {
    title: 'Members',
    width: 96,
    cell: ({ memberCount }) => memberCount.toLocaleString(),
  },
  {
    title: 'Roles and mapping levels',
    width: '30%',
    cell: ({ roles }) => roles.length > 0 && <RolesAtLevels of={roles} />,
  },
];
