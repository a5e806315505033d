// SPDX-License-Identifier: Apache-2.0
import { Link } from '@backstage/core-components';
import type { ListMembersOptions } from 'backstage-plugin-audit-log-common';
import { useAccessPaths } from '../../navigation/useAccessPaths';
import { useMembers } from '../../requests/useMembers';
import { useListView } from '../../view/useListView';
import { ListSearch } from '../list/ListSearch';
import { ListToolbar } from '../list/ListToolbar';
import { PagedList } from '../list/PagedList';
import { RoleFilter } from '../list/RoleFilter';
import { SourceFilter } from '../list/SourceFilter';
import { EmptyState } from '../states/EmptyState';
import { MEMBER_COLUMNS } from './memberColumns';
import { LISTED_SOURCES } from './memberSources';

const FILTERS = ['source', 'role'];

/** Everyone who is known, from the catalog or by invitation. */
export const MembersTab = () => {
  const { view, actions } = useListView(FILTERS);
  const invitations = useAccessPaths()?.tab('invitations');
  const { source, role } = view.filters;
  const members = useMembers({
    q: view.q || undefined,
    source: source as ListMembersOptions['source'],
    role,
    cursor: view.cursor,
  });
  return (
    <>
      <ListToolbar
        search={
          <ListSearch
            text={view.q}
            label="Search members"
            placeholder="Name or e-mail address"
            onSearch={actions.setText}
          />
        }
      >
        <SourceFilter
          value={source}
          sources={LISTED_SOURCES}
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
