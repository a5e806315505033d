// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import type { EffectivePermission } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { usePermissionTitles } from '../../requests/usePermissionTitles';
import { PageSection } from '../access/PageSection';
import { AccessTable } from '../list/AccessTable';
import { ListSearch } from '../list/ListSearch';
import { EmptyState } from '../states/EmptyState';
import { permissionColumns } from './permissionColumns';

/** How many are shown at first; an administrator of a large portal holds hundreds. */
const SHOWN = 25;

const useStyles = makeStyles(theme => ({
  more: { padding: theme.spacing(1) },
}));

/** Everything that a person may do, and where each permission comes from. */
export const EffectivePermissions = (props: {
  readonly permissions: readonly EffectivePermission[];
}) => {
  const classes = useStyles();
  const { permissions } = props;
  const titleOf = usePermissionTitles();
  const [text, setText] = useState('');
  const [showsAll, setShowsAll] = useState(false);
  const words = text.trim().toLocaleLowerCase();
  const found = permissions.filter(({ permission }) =>
    `${permission}\n${titleOf(permission)}`.toLocaleLowerCase().includes(words),
  );
  const shown = showsAll ? found : found.slice(0, SHOWN);
  return (
    <PageSection title="Effective permissions">
      {permissions.length > SHOWN && (
        <ListSearch
          text={text}
          label="Search permissions"
          placeholder="Name of a permission"
          onSearch={setText}
        />
      )}
      <Paper>
        {found.length > 0 ? (
          <AccessTable
            label="Effective permissions"
            items={shown}
            keyOf={({ permission }) => permission}
            columns={permissionColumns(titleOf)}
          />
        ) : (
          <EmptyState
            title={words ? 'No permissions match' : 'No permissions'}
            hint={
              words
                ? 'Try other words.'
                : 'No role of theirs or of their groups gives any. What every person in the portal may do is not listed here.'
            }
          />
        )}
        {shown.length < found.length && (
          <div className={classes.more}>
            <Button onClick={() => setShowsAll(true)}>
              Show all {found.length.toLocaleString()}
            </Button>
          </div>
        )}
      </Paper>
    </PageSection>
  );
};
