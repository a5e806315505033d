// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import {
  EVERY_PERMISSION,
  type EffectivePermission,
} from 'backstage-plugin-audit-log-common';
import type { AccessColumn } from '../list/AccessTable';
import { AccessPaths } from './AccessPaths';

/** The columns of the permissions that a person has, with the words that there are for their names. */
export function permissionColumns(
  titleOf: (name: string) => string,
): readonly AccessColumn<EffectivePermission>[] {
  return [
    {
      title: 'Permission',
      width: '32%',
      cell: ({ permission }) =>
        permission === EVERY_PERMISSION ? (
          'Every permission there is'
        ) : (
          <>
            <code>{permission}</code>
            <Typography variant="body2" color="textSecondary" component="div">
              {titleOf(permission) !== permission && titleOf(permission)}
            </Typography>
          </>
        ),
    },
    {
      title: 'Comes from',
      cell: ({ paths }) => <AccessPaths paths={paths} />,
    },
  ];
}
