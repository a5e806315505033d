// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { EVERY_PERMISSION, type Role } from 'backstage-plugin-audit-log-common';
import { GrantLine } from '../access/GrantLine';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gap: theme.spacing(1),
    gridTemplateColumns: 'minmax(0, 1fr)',
  },
  description: { overflowWrap: 'anywhere', whiteSpace: 'pre-line' },
}));

/** What a role is for, who changed it last, and whether it can be changed at all. */
export const RoleFacts = (props: { readonly role: Role }) => {
  const classes = useStyles();
  const { description, builtIn, permissions, updatedAt, updatedBy } =
    props.role;
  return (
    <div className={classes.root}>
      {description && (
        <Typography className={classes.description}>
          <bdi dir="auto">{description}</bdi>
        </Typography>
      )}
      {updatedAt && (
        <Typography variant="body2">
          As it is <GrantLine grant={{ since: updatedAt, by: updatedBy }} />
        </Typography>
      )}
      {builtIn && (
        <Alert severity="info" variant="outlined">
          This role is built in and cannot be changed or deleted.{' '}
          {permissions.includes(EVERY_PERMISSION)
            ? 'No other role can hold everything.'
            : 'Duplicate it to make one like it.'}
        </Alert>
      )}
    </div>
  );
};
