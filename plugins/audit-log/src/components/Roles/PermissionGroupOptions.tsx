// SPDX-License-Identifier: Apache-2.0
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import { PickerOption } from '../access/PickerOption';
import type { PermissionGroup } from './matchingPermissions';
import type { PermissionPicking } from './usePermissionPicking';

const useStyles = makeStyles({
  root: { minWidth: 0, margin: 0, padding: 0, border: 0 },
  list: { listStyle: 'none', margin: 0, padding: 0 },
});

/** The permissions of a bundle, below the bundle itself, or those of a plugin. */
export const PermissionGroupOptions = (props: {
  readonly group: PermissionGroup;
  readonly picking: PermissionPicking;
}) => {
  const classes = useStyles();
  const { group, picking } = props;
  const { id, title, description, bundle, permissions } = group;
  const hasAll = bundle && picking.isPicked(id);
  return (
    <fieldset className={classes.root} aria-label={title}>
      {!bundle && (
        <Typography variant="subtitle2" component="h3">
          <bdi>{title}</bdi>
        </Typography>
      )}
      <ul className={classes.list}>
        {bundle && (
          <PickerOption
            title={id}
            detail={description}
            reasonAgainst={picking.reasonAgainst(id)}
            isPicked={hasAll}
            isPartlyPicked={permissions.some(({ name }) =>
              picking.isPicked(name),
            )}
            onToggle={() => picking.toggle(id)}
          />
        )}
        {permissions.map(permission => {
          const { name } = permission;
          const detail = [name, permission.description].filter(Boolean);
          return (
            <PickerOption
              key={name}
              isInside={bundle}
              title={permission.title}
              detail={detail.join(' · ')}
              reasonAgainst={hasAll ? undefined : picking.reasonAgainst(name)}
              isPicked={hasAll || picking.isPicked(name)}
              isFixed={hasAll}
              onToggle={() => picking.toggle(name)}
            />
          );
        })}
      </ul>
    </fieldset>
  );
};
