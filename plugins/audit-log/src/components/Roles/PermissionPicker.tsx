// SPDX-License-Identifier: Apache-2.0
import FormHelperText from '@material-ui/core/FormHelperText';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { expandPermissions } from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { usePermissions } from '../../requests/usePermissions';
import { ListSkeleton } from '../list/ListSkeleton';
import { LoadFailure } from '../states/LoadFailure';
import { matchingPermissions } from './matchingPermissions';
import { PermissionGroupOptions } from './PermissionGroupOptions';
import { usePermissionPicking } from './usePermissionPicking';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1.5),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
}));

/** Picks what a role holds: bundles, LOG-MANAGEMENT on top, or single permissions of each plugin. */
export const PermissionPicker = (props: {
  readonly value: readonly string[];
  readonly heldBefore?: readonly string[];
  readonly error?: string;
  readonly onChange: (held: readonly string[]) => void;
}) => {
  const classes = useStyles();
  const { value, heldBefore, error, onChange } = props;
  const permissions = usePermissions();
  const picking = usePermissionPicking(value, heldBefore, onChange);
  const [typed, setTyped] = useState('');

  if (permissions.error) {
    return (
      <LoadFailure
        what="the permissions"
        error={permissions.error}
        onRetry={permissions.retry}
      />
    );
  }
  if (!permissions.value) {
    return <ListSkeleton label="Loading permissions" rowHeight={28} rows={6} />;
  }
  const groups = matchingPermissions(permissions.value, value, typed);
  const count = expandPermissions(value).length;
  return (
    <div className={classes.root}>
      <TextField
        // Whoever comes to this step came to choose.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        fullWidth
        size="small"
        variant="outlined"
        label="Search permissions"
        placeholder="Name, plugin or what it allows"
        InputLabelProps={{ shrink: true }}
        id="access-control-permission-search"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        // Enter would send the form around it.
        onKeyDown={event => event.key === 'Enter' && event.preventDefault()}
        inputProps={{ maxLength: 200 }}
      />
      <Typography variant="body2" role="status">
        {count === 1 ? '1 permission picked' : `${count} permissions picked`}
        {groups.length === 0 && '. None match the search.'}
      </Typography>
      {error && (
        <FormHelperText error role="alert">
          {error}
        </FormHelperText>
      )}
      {groups.map(group => (
        <PermissionGroupOptions
          key={group.id}
          group={group}
          picking={picking}
        />
      ))}
      {permissions.value.unavailable.length > 0 && (
        <Alert severity="warning" variant="outlined">
          Could not be asked for their permissions, so that new ones may be
          missing:{' '}
          {permissions.value.unavailable
            .map(({ plugin, reason }) => `${plugin} (${reason})`)
            .join(', ')}
        </Alert>
      )}
    </div>
  );
};
