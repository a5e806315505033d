// SPDX-License-Identifier: Apache-2.0
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import type { ListView, ListViewActions } from '../../view/useListView';
import { ListSearch } from './ListSearch';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    '& button': { textTransform: 'none' },
  },
  search: { display: 'flex', flex: '1 1 240px' },
}));

/** What stands above a list: its search, its filters, and what can be created. */
export const ListToolbar = (props: {
  /** What the list holds, such as roles. */
  readonly what: string;
  /** What is searched; a list that cannot be searched has none. */
  readonly placeholder?: string;
  readonly view: ListView;
  readonly actions: ListViewActions;
  readonly children?: ReactNode;
}) => {
  const classes = useStyles();
  const { what, placeholder, view, actions, children } = props;
  return (
    <div className={classes.root}>
      {placeholder && (
        <div className={classes.search}>
          <ListSearch
            text={view.q}
            label={`Search ${what}`}
            placeholder={placeholder}
            onSearch={actions.setText}
          />
        </div>
      )}
      {children}
    </div>
  );
};
