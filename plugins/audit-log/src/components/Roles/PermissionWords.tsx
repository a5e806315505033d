// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import { PERMISSION_BUNDLES } from 'backstage-plugin-audit-log-common';

/** How many find room in a row of a list. */
const SHOWN = 3;

const useStyles = makeStyles(theme => ({
  more: { color: theme.palette.text.secondary },
}));

/** The first of what a role holds, bundles before single permissions, and how many more there are. */
export const PermissionWords = (props: {
  readonly of: readonly string[];
  readonly titleOf: (held: string) => string;
}) => {
  const classes = useStyles();
  const { titleOf } = props;
  const isBundle = (held: string) =>
    PERMISSION_BUNDLES.some(({ id }) => id === held);
  const held = [
    ...props.of.filter(isBundle),
    ...props.of.filter(name => !isBundle(name)),
  ];
  const others = held.slice(SHOWN);
  return (
    <>
      {held.slice(0, SHOWN).map((name, index) => (
        <span key={name} title={name}>
          {index > 0 && ', '}
          {isBundle(name) ? (
            <strong>{name}</strong>
          ) : (
            <bdi>{titleOf(name)}</bdi>
          )}
        </span>
      ))}
      {others.length > 0 && (
        <span className={classes.more} title={others.map(titleOf).join('\n')}>
          {' '}
          and {others.length} more
        </span>
      )}
    </>
  );
};
