// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import { Fragment, type ReactNode } from 'react';

/** How many are shown. */
const SHOWN = 3;

const useStyles = makeStyles(theme => ({
  more: { color: theme.palette.text.secondary },
}));

/** The first few of a list of names, one a line, and how many more there are; those on hover, and on the page behind. */
export const FirstFew = (props: {
  readonly of: readonly string[];
  readonly children: (name: string) => ReactNode;
}) => {
  const classes = useStyles();
  const { of: names, children } = props;
  const others = names.slice(SHOWN);
  return (
    <>
      {names.slice(0, SHOWN).map((name, index) => (
        <Fragment key={name}>
          {index > 0 && <br />}
          {children(name)}
        </Fragment>
      ))}
      {others.length > 0 && (
        <>
          <br />
          <span className={classes.more} title={others.join('\n')}>
            and {others.length.toLocaleString()} more
          </span>
        </>
      )}
    </>
  );
};
