// SPDX-License-Identifier: Apache-2.0
import Button from '@material-ui/core/Button';
import Typography from '@material-ui/core/Typography';
import RefreshIcon from '@material-ui/icons/Refresh';
import type { Invitation } from 'backstage-plugin-audit-log-common';
import { useMemo, useState } from 'react';
import { useInvitations } from '../../requests/useInvitations';
import { oneOf } from '../../view/oneOf';
import { useListView } from '../../view/useListView';
import { useOwnAccess } from '../access/OwnAccess';
import { AddButton } from '../list/AddButton';
import { ListToolbar } from '../list/ListToolbar';
import { PagedList } from '../list/PagedList';
import { SelectFilter } from '../list/SelectFilter';
import { EmptyState } from '../states/EmptyState';
import {
  InvitationActions,
  type InvitationActionName,
} from './InvitationActions';
import { INVITATION_COLUMNS } from './invitationColumns';
import { InviteDialog } from './InviteDialog';
import { NoMailServer } from './NoMailServer';
import { RenewDialog } from './RenewDialog';
import { RevokeDialog } from './RevokeDialog';
import { STATUS_TITLES } from './statusLabels';

const FILTERS = ['status'];

/** Who was invited to what, and what became of it. */
export const InvitationsTab = () => {
  const { view, actions } = useListView(FILTERS);
  const { canManage } = useOwnAccess();
  const status = oneOf(STATUS_TITLES, view.filters.status);
  const invitations = useInvitations({
    q: view.q || undefined,
    status,
    cursor: view.cursor,
  });
  const [acting, setActing] = useState<{
    readonly name: InvitationActionName;
    readonly invitation: Invitation;
  }>();
  const [done, setDone] = useState('');
  const columns = useMemo(
    () =>
      canManage
        ? [
            ...INVITATION_COLUMNS,
            {
              title: 'Actions',
              width: 108,
              cell: (invitation: Invitation) => (
                <InvitationActions
                  invitation={invitation}
                  onAct={(name, of) => setActing({ name, invitation: of })}
                />
              ),
            },
          ]
        : INVITATION_COLUMNS,
    [canManage],
  );
  const finish = (words: string) => {
    setDone(words);
    invitations.retry();
  };
  const invite = canManage && (
    <AddButton onClick={() => actions.openDialog('invite')}>
      Invite Member
    </AddButton>
  );
  const dialog = { onDone: finish, onClose: () => setActing(undefined) };
  return (
    <>
      <NoMailServer />
      <ListToolbar
        what="invitations"
        placeholder="E-mail address"
        view={view}
        actions={actions}
      >
        <SelectFilter
          label="Status"
          value={status}
          titles={STATUS_TITLES}
          onChange={value => actions.setFilter('status', value)}
        />
        <Button startIcon={<RefreshIcon />} onClick={invitations.retry}>
          Refresh
        </Button>
        {invite}
      </ListToolbar>
      <Typography variant="body2" role="status" gutterBottom>
        {done}
      </Typography>
      <PagedList
        label="Invitations"
        one="invitation"
        several="invitations"
        request={invitations}
        keyOf={({ id }) => id}
        columns={columns}
        view={view}
        actions={actions}
        empty={
          <EmptyState
            title="No invitations yet"
            hint="Invite people by e-mail address, whether the portal knows them already or not."
          >
            {invite}
          </EmptyState>
        }
      />
      {canManage && view.dialog === 'invite' && (
        <InviteDialog
          onInvited={invitations.retry}
          onClose={actions.closeDialog}
        />
      )}
      {acting?.name === 'revoke' && (
        <RevokeDialog invitation={acting.invitation} {...dialog} />
      )}
      {(acting?.name === 'resend' || acting?.name === 'link') && (
        <RenewDialog
          way={acting.name}
          invitation={acting.invitation}
          {...dialog}
        />
      )}
    </>
  );
};
