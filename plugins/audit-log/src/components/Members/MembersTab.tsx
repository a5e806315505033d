// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { useMembers } from '../../requests/useMembers';
import { oneOf } from '../../view/oneOf';
import { useListView } from '../../view/useListView';
import { ListToolbar } from '../list/ListToolbar';
import { PagedList } from '../list/PagedList';
import { RoleFilter } from '../list/RoleFilter';
import { SelectFilter } from '../list/SelectFilter';
import { EmptyState } from '../states/EmptyState';
import { MEMBER_COLUMNS } from './memberColumns';
import { LISTED_SOURCES } from './memberSources';

const FILTERS = ['source', 'role'];

/** Everyone who is known, from the catalog or by invitation. */
export const MembersTab = () => {
  const { view, actions } = useListView(FILTERS);
  const invitations = useAccessPaths()?.tab('invitations');
  const { role } = view.filters;
  const source = oneOf(LISTED_SOURCES, view.filters.source);
  const members = useMembers({
    q: view.q || undefined,
    source,
    role,
    cursor: view.cursor,
  });
  return (
    <>
      <ListToolbar
        what="members"
        placeholder="Name or e-mail address"
        view={view}
        actions={actions}
      >
        <SelectFilter
          label="Source"
          value={source}
          titles={LISTED_SOURCES}
          onChange={value => actions.setFilter('source', value)}
        />
        <RoleFilter
          value={role}
          onChange={value => actions.setFilter('role', value)}
        />
      </ListToolbar>
      <PagedList
        label="Members"
        one="member"
        several="members"
        request={members}
        keyOf={({ ref }) => ref}
        columns={MEMBER_COLUMNS}
        view={view}
        actions={actions}
        empty={
          <EmptyState
            title="Nobody is known yet"
            hint="The people of the catalog appear here by themselves. Whoever is not there can be invited."
          >
            {invitations && <Link to={invitations}>Go to the invitations</Link>}
          </EmptyState>
        }
      />
    </>
  );
};
