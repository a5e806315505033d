// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { RoleAtLevel } from 'backstage-plugin-audit-log-common';
import { LevelLabel } from './LevelLabel';
import { levelText } from './LevelWords';
import { SubjectLink } from './SubjectLink';

/** How many find room in a row of a list. */
const SHOWN = 3;

const useStyles = makeStyles(theme => ({
  root: { listStyle: 'none', margin: 0, padding: 0 },
  level: { color: theme.palette.text.secondary },
}));

/** The first of several roles, each with what it is given for, and how many more there are. */
export const RolesAtLevels = (props: {
  readonly of: readonly RoleAtLevel[];
}) => {
  const classes = useStyles();
  const others = props.of.slice(SHOWN);
  if (props.of.length === 0) {
    return null;
  }
  return (
    <ul className={classes.root}>
      {props.of.slice(0, SHOWN).map(({ role, level }) => (
        <li key={`${role.ref} ${levelText(level)}`}>
          <SubjectLink of={role} />{' '}
          <span className={classes.level}>
            · <LevelLabel level={level} />
          </span>
        </li>
      ))}
      {others.length > 0 && (
        <li
          className={classes.level}
          title={others
            .map(
              ({ role, level }) =>
                `${role.title ?? role.ref} ${levelText(level)}`,
            )
            .join('\n')}
        >
          +{others.length} more
        </li>
      )}
    </ul>
  );
};
