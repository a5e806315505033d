// SPDX-License-Identifier: Apache-2.0
import type { EndpointEntry } from '../Endpoint';
import { acceptInvitation } from './acceptInvitation';
import { getInvitation } from './getInvitation';
import { inspectInvitation } from './inspectInvitation';
import type { InvitationContext } from './InvitationContext';
import { inviteMembers } from './inviteMembers';
import { listInvitations } from './listInvitations';
import { listInvitedPeople } from './listInvitedPeople';
import { reportDelivery } from './reportDelivery';
import { revokeInvitation } from './revokeInvitation';
import { sendInvitation } from './sendInvitation';
import { withRetryAfter } from '../withRetryAfter';

/** What the API answers about invitations. */
export const invitationEndpoints: readonly EndpointEntry<InvitationContext>[] =
  [
    ['get', '/invitations', listInvitations],
    ['post', '/invitations', withRetryAfter(inviteMembers)],
    ['post', '/invitations/inspect', withRetryAfter(inspectInvitation)],
    ['post', '/invitations/accept', withRetryAfter(acceptInvitation)],
    ['get', '/invitations/people', listInvitedPeople],
    ['post', '/invitations/delivery-reports', reportDelivery],
    ['get', '/invitations/{id}', getInvitation],
    ['delete', '/invitations/{id}', revokeInvitation],
    [
      'post',
      '/invitations/{id}/resend',
      withRetryAfter(sendInvitation('resend')),
    ],
    ['post', '/invitations/{id}/link', sendInvitation('link')],
  ];
