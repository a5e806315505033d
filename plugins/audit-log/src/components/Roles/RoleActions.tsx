// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import { EVERY_PERMISSION, type Role } from 'backstage-plugin-audit-log-common';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) },
}));

/** What can be done with a role: a built-in one is only there to be duplicated, and not when it holds everything. */
export const RoleActions = (props: {
  readonly role: Role;
  readonly onOpen: (dialog: 'edit' | 'duplicate' | 'delete') => void;
}) => {
  const classes = useStyles();
  const { role, onOpen } = props;
  return (
    <div className={classes.root}>
      {!role.builtIn && (
        <Button variant="outlined" onClick={() => onOpen('edit')}>
          Edit
        </Button>
      )}
      {!role.permissions.includes(EVERY_PERMISSION) && (
        <Button variant="outlined" onClick={() => onOpen('duplicate')}>
          Duplicate
        </Button>
      )}
      {!role.builtIn && (
        <Button variant="outlined" onClick={() => onOpen('delete')}>
          Delete
        </Button>
      )}
    </div>
  );
};
