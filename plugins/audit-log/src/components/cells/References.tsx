// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { Target } from 'backstage-plugin-audit-log-common';
import { ReferenceLink } from './ReferenceLink';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', gap: theme.spacing(0.5), minWidth: 0 },
  first: { overflow: 'hidden', textOverflow: 'ellipsis', minWidth: 0 },
  more: { flexShrink: 0, color: theme.palette.text.secondary },
}));

/** The first of several targets or projects, and how many more there are. */
export const References = (props: { readonly of: readonly Target[] }) => {
  const classes = useStyles();
  const [first, ...others] = props.of;
  if (!first) {
    return null;
  }
  return (
    <span className={classes.root}>
      <span className={classes.first}>
        <ReferenceLink reference={first.ref} title={first.title} />
      </span>
      {others.length > 0 && (
        <span
          className={classes.more}
          title={others.map(other => other.title ?? other.ref).join('\n')}
        >
          +{others.length}
        </span>
      )}
    </span>
  );
};
