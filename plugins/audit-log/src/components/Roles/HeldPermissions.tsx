// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  EVERY_PERMISSION,
  PERMISSION_BUNDLES,
} from 'backstage-plugin-audit-log-common';
import { usePermissionTitles } from '../../requests/usePermissionTitles';

const useStyles = makeStyles(theme => ({
  root: { margin: 0, paddingLeft: theme.spacing(2.5) },
  item: { overflowWrap: 'anywhere', padding: theme.spacing(0.25, 0) },
}));

/** Everything that a role holds, in words and by name; bundles with what they bring. */
export const HeldPermissions = (props: { readonly of: readonly string[] }) => {
  const classes = useStyles();
  const titleOf = usePermissionTitles();
  if (props.of.includes(EVERY_PERMISSION)) {
    return (
      <Typography variant="body2">
        Everything: every permission there is, and those of plugins to come.
      </Typography>
    );
  }
  const item = (name: string) => (
    <>
      {titleOf(name)} {titleOf(name) !== name && <code>{name}</code>}
    </>
  );
  return (
    <Typography variant="body2" component="ul" className={classes.root}>
      {props.of.map(held => {
        const bundle = PERMISSION_BUNDLES.find(({ id }) => id === held);
        return (
          <li key={held} className={classes.item}>
            {bundle ? (
              <>
                <strong>{bundle.id}</strong>: {bundle.description}
                <ul className={classes.root}>
                  {bundle.permissions.map(name => (
                    <li key={name}>{item(name)}</li>
                  ))}
                </ul>
              </>
            ) : (
              item(held)
            )}
          </li>
        );
      })}
    </Typography>
  );
};
