// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import type { RequestState } from '../../requests/useRequest';
import type { ListView, ListViewActions } from '../../view/useListView';
import { AccessTable, type AccessColumn } from './AccessTable';
import { ListStates } from './ListStates';
import { PageControls } from './PageControls';

interface ListPage<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly nextCursor?: string;
}

interface PagedListProps<T> {
  /** What it lists, such as Roles. */
  readonly label: string;
  /** One and several of what the list holds, such as role and roles. */
  readonly one: string;
  readonly several: string;
  readonly request: RequestState<ListPage<T>>;
  readonly keyOf: (item: T) => string;
  readonly columns: readonly AccessColumn<T>[];
  readonly view: ListView;
  readonly actions: ListViewActions;
  /** An EmptyState for a list that holds nothing yet. */
  readonly empty: ReactNode;
}

/** A page of a list of Access Control, whatever state it is in, with the ways to the others. */
export function PagedList<T>(props: PagedListProps<T>) {
  const { label, one, several, request, keyOf, columns, view, actions } = props;
  const isFiltered =
    view.q !== '' ||
    view.cursor !== undefined ||
    Object.values(view.filters).some(Boolean);
  return (
    <ListStates
      what={several}
      request={request}
      isFiltered={isFiltered}
      onClear={actions.clear}
      empty={props.empty}
    >
      {page => (
        <>
          <AccessTable
            label={label}
            items={page.items}
            keyOf={keyOf}
            columns={columns}
          />
          <PageControls
            one={one}
            several={several}
            page={page}
            view={view}
            actions={actions}
          />
        </>
      )}
    </ListStates>
  );
}
