// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { AccessPath } from 'backstage-plugin-audit-log-common';
import { Fragment } from 'react';
import { GrantLine } from '../access/GrantLine';
import { LevelWords, levelText } from '../access/LevelWords';
import { SubjectLink } from '../access/SubjectLink';

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    '& > * + *': { marginTop: theme.spacing(0.5) },
  },
}));

/** The ways in which a person has a permission: which role, for what, through which groups, since when and by whom. */
export const AccessPaths = (props: {
  readonly paths: readonly AccessPath[];
}) => {
  const classes = useStyles();
  return (
    <ul className={classes.root}>
      {props.paths.map(({ role, level, via, grant }) => (
        <li
          key={[role, ...via].map(({ ref }) => ref).join() + levelText(level)}
        >
          <SubjectLink of={role} /> <LevelWords level={level} />
          {via.map((group, index) => (
            <Fragment key={group.ref}>
              {index === 0 ? ', through ' : ', part of '}
              <SubjectLink of={group} />
            </Fragment>
          ))}
          {', '}
          <GrantLine grant={grant} otherwise="the configuration" />
        </li>
      ))}
    </ul>
  );
};
