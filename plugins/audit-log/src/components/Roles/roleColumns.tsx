// SPDX-License-Identifier: Apache-2.0
import type { Role } from 'backstage-plugin-audit-log-common';
import { SubjectLink } from '../access/SubjectLink';
import type { AccessColumn } from '../list/AccessTable';
import { ShortText } from '../list/ShortText';
import { BuiltInMark } from './BuiltInMark';
import { PermissionWords } from './PermissionWords';
import { usageWords } from './usageWords';

/** What the list says of each role. */
export function roleColumns(
  titleOf: (permission: string) => string,
): readonly AccessColumn<Role>[] {
  return [
    {
      title: 'Name',
      width: '24%',
      cell: ({ id, name, builtIn }) => (
        <>
          <SubjectLink of={{ ref: `role:${id}`, title: name }} />
          {builtIn && (
            <>
              {' '}
              <BuiltInMark />
            </>
          )}
        </>
      ),
    },
    {
      title: 'Description',
      cell: ({ description }) => <ShortText text={description} />,
    },
    {
      title: 'Permissions',
      cell: ({ permissions }) => (
        <PermissionWords of={permissions} titleOf={titleOf} />
      ),
    },
    {
      title: 'Used by',
      width: '18%',
      cell: ({ usage }) => usageWords(usage),
    },
  ];
}
