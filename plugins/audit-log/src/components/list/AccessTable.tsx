// SPDX-License-Identifier: Apache-2.0
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { makeStyles, type Theme } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { AccessCards } from './AccessCards';
import { ITEM_NAME, moveBetweenItems } from './moveBetweenItems';

const useStyles = makeStyles(theme => ({
  root: { tableLayout: 'fixed' },
  head: {
    padding: theme.spacing(1),
    color: theme.palette.text.primary,
    boxShadow: `inset 0 -1px ${theme.palette.divider}`,
  },
  cell: {
    padding: theme.spacing(1),
    fontSize: '0.8125rem',
    lineHeight: 1.43,
    overflowWrap: 'anywhere',
    verticalAlign: 'top',
  },
  name: { fontWeight: 600 },
}));

export interface AccessColumn<T> {
  readonly title: string;
  readonly width?: number | string;
  readonly cell: (item: T) => ReactNode;
}

export interface AccessTableProps<T> {
  /** What it lists, such as Roles. */
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  /** The first one names the item, with the link or button that arrow keys go to. */
  readonly columns: readonly AccessColumn<T>[];
}

/**
 * A list of Access Control: a table, or cards on a phone. Arrow keys, or j and k, go from the name of one item to the
 * next.
 */
export function AccessTable<T>(props: AccessTableProps<T>) {
  const classes = useStyles();
  const isPhone = useMediaQuery(
    (theme: Theme) => theme.breakpoints.down('xs'),
    { noSsr: true },
  );
  if (isPhone) {
    return <AccessCards {...props} />;
  }
  const { label, items, keyOf, columns } = props;
  return (
    <Table
      size="small"
      aria-label={label}
      className={classes.root}
      onKeyDown={moveBetweenItems}
    >
      <TableHead>
        <TableRow>
          {columns.map(({ title, width }) => (
            <TableCell key={title} className={classes.head} style={{ width }}>
              {title}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {items.map(item => (
          <TableRow key={keyOf(item)} hover>
            {columns.map(({ title, cell }, index) =>
              index === 0 ? (
                <TableCell
                  key={title}
                  component="th"
                  scope="row"
                  // Material UI makes a cell of it.
                  role="rowheader"
                  className={`${classes.cell} ${classes.name}`}
                  {...{ [ITEM_NAME]: true }}
                >
                  {cell(item)}
                </TableCell>
              ) : (
                <TableCell key={title} className={classes.cell}>
                  {cell(item)}
                </TableCell>
              ),
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
