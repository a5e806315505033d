// SPDX-License-Identifier: Apache-2.0
import type {
  GroupDetails,
  GroupMember,
} from 'backstage-plugin-audit-log-common';
import { useState } from 'react';
import { useGroupMembers } from '../../requests/useGroupMembers';
import { useListView } from '../../view/useListView';
import { PageSection } from '../access/PageSection';
import { AddButton } from '../list/AddButton';
import { ListSearch } from '../list/ListSearch';
import { PagedList } from '../list/PagedList';
import { EmptyState } from '../states/EmptyState';
import { AddMembersDialog } from './AddMembersDialog';
import { CatalogGroupNotice } from './CatalogGroupNotice';
import { groupMemberColumns } from './groupMemberColumns';
import { RemoveMemberDialog } from './RemoveMemberDialog';

/** Who is in a group, themselves or through a group below it. */
export const GroupMembers = (props: {
  readonly group: GroupDetails;
  readonly canChange: boolean;
  readonly onChanged: () => void;
}) => {
  const { group, canChange, onChanged } = props;
  const { view, actions } = useListView();
  const members = useGroupMembers(group.ref, {
    q: view.q || undefined,
    cursor: view.cursor,
  });
  const [isAdding, setIsAdding] = useState(false);
  const [removed, setRemoved] = useState<GroupMember>();
  const isCatalog = group.source === 'catalog';
  const changes = canChange && !isCatalog;
  const reload = () => {
    members.retry();
    onChanged();
  };
  const add = changes && (
    <AddButton onClick={() => setIsAdding(true)}>Add Members</AddButton>
  );
  return (
    <PageSection title="Members" actions={group.memberCount > 0 && add}>
      {canChange && isCatalog && (
        <CatalogGroupNotice group={group} what="The membership of this group" />
      )}
      {(group.memberCount > 0 || view.q) && (
        <ListSearch
          text={view.q}
          label="Search members of the group"
          placeholder="Name or e-mail address"
          onSearch={actions.setText}
        />
      )}
      <PagedList
        label="Members of the group"
        one="member"
        several="members"
        request={members}
        keyOf={({ ref }) => ref}
        columns={groupMemberColumns(changes ? setRemoved : undefined)}
        view={view}
        actions={actions}
        empty={
          <EmptyState
            title="Nobody is in this group"
            hint={
              isCatalog
                ? 'People appear here once the catalog has them in the group, or in one below it.'
                : 'Whoever is added has the roles of the group from their next request.'
            }
          >
            {add}
          </EmptyState>
        }
      />
      {isAdding && (
        <AddMembersDialog
          group={group}
          onAdded={reload}
          onClose={() => setIsAdding(false)}
        />
      )}
      {removed && (
        <RemoveMemberDialog
          group={group}
          member={removed}
          onRemoved={reload}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </PageSection>
  );
};
