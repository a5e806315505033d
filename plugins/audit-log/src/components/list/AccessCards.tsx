// SPDX-License-Identifier: Apache-2.0
import Divider from '@material-ui/core/Divider';
import { makeStyles } from '@material-ui/core/styles';
import { Fragment } from 'react';
import type { AccessTableProps } from './AccessTable';
import { ITEM_NAME, moveBetweenItems } from './moveBetweenItems';

const useStyles = makeStyles(theme => ({
  root: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.body2.fontSize,
  },
  card: { padding: theme.spacing(1.5), overflowWrap: 'anywhere' },
  name: { fontWeight: 600 },
  fields: {
    display: 'grid',
    gridTemplateColumns: '92px minmax(0, 1fr)',
    gap: theme.spacing(0.5, 1),
    margin: theme.spacing(0.75, 0, 0),
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0 },
  },
}));

/** The items of a list as cards, for a phone. */
export function AccessCards<T>(props: AccessTableProps<T>) {
  const classes = useStyles();
  const { label, items, keyOf, columns } = props;
  const [name, ...others] = columns;
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <ul
      aria-label={label}
      className={classes.root}
      onKeyDown={moveBetweenItems}
    >
      {items.map((item, index) => (
        <Fragment key={keyOf(item)}>
          {index > 0 && <Divider component="li" aria-hidden />}
          <li className={classes.card}>
            <div className={classes.name} {...{ [ITEM_NAME]: true }}>
              {name.cell(item)}
            </div>
            <dl className={classes.fields}>
              {others.map(({ title, cell }) => {
                const content = cell(item);
                return content ? (
                  <Fragment key={title}>
                    <dt>{title}</dt>
                    <dd>{content}</dd>
                  </Fragment>
                ) : null;
              })}
            </dl>
          </li>
        </Fragment>
      ))}
    </ul>
  );
}
