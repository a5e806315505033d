// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { Reference } from 'backstage-plugin-audit-log-common';
import { SubjectLink } from '../access/SubjectLink';
import { shortReference } from '../labels/reference';

/** How many find room in a row of a list. */
const SHOWN = 3;

const useStyles = makeStyles(theme => ({
  root: { listStyle: 'none', margin: 0, padding: 0 },
  more: { color: theme.palette.text.secondary },
}));

/** The first of a person's groups, and how many more there are. */
export const MemberGroups = (props: {
  readonly groups: readonly Reference[];
}) => {
  const classes = useStyles();
  const others = props.groups.slice(SHOWN);
  return (
    <ul className={classes.root}>
      {props.groups.slice(0, SHOWN).map(group => (
        <li key={group.ref}>
          <SubjectLink of={group} />
        </li>
      ))}
      {others.length > 0 && (
        <li
          className={classes.more}
          title={others
            .map(({ ref, title }) => title ?? shortReference(ref))
            .join('\n')}
        >
          +{others.length} more
        </li>
      )}
    </ul>
  );
};
