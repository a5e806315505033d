// SPDX-License-Identifier: Apache-2.0
import type {
  Invitation,
  InvitationOffer,
} from 'backstage-plugin-audit-log-common';
import type { OpenedInvitation } from '../../access/invitations/Acceptance';
import { maskAddress } from '../../access/invitations/parseAddress';
import {
  type Offer,
  statusOf,
  type StoredInvitation,
} from '../../access/invitations/StoredInvitation';
import type { AccessModel } from '../../access/model/AccessModel';
import { levelOf } from '../../access/views/levelOf';
import { referenceOf, roleReferenceOf } from '../../access/views/referenceOf';

/** An invitation, as the API has it. */
export function invitationView(
  model: AccessModel,
  invitation: StoredInvitation,
  now: number = Date.now(),
): Invitation {
  const { id, email, project, delivery } = invitation;
  const { acceptedAt, acceptedBy, revokedAt } = invitation;
  return {
    id,
    email,
    status: statusOf(invitation, now),
    ...namesOf(model, invitation),
    level: levelOf(project),
    createdAt: timeOf(invitation.createdAt),
    expiresAt: timeOf(invitation.expiresAt),
    createdBy: referenceOf(model, invitation.createdBy),
    ...(acceptedAt !== undefined && { acceptedAt: timeOf(acceptedAt) }),
    ...(acceptedBy !== undefined && {
      acceptedBy: referenceOf(model, acceptedBy),
    }),
    ...(revokedAt !== undefined && { revokedAt: timeOf(revokedAt) }),
    delivery: {
      state: delivery.state,
      ...(delivery.at !== undefined && { at: timeOf(delivery.at) }),
      attempts: delivery.attempts,
      ...(delivery.reason !== undefined && { reason: delivery.reason }),
    },
  };
}

/** An offer as whoever opens its link sees it, which may be somebody else than whom it is for. */
export function offerView(
  model: AccessModel,
  { invitation, problem, isTheirs }: OpenedInvitation,
): InvitationOffer {
  return {
    email: isTheirs ? invitation.email : maskAddress(invitation.email),
    invitedBy: referenceOf(model, invitation.createdBy),
    ...namesOf(model, invitation),
    level: levelOf(invitation.project),
    expiresAt: timeOf(invitation.expiresAt),
    fits: problem === undefined,
    ...(problem !== undefined && { reason: problem }),
  };
}

/** What goes on record of an offer, with the names of its roles where there is a model to find them in. */
export function offerRecord(
  { roles, groups, project }: Offer,
  model?: AccessModel,
) {
  return {
    roleIds: [...roles],
    ...(model && {
      roleNames: roles.map(role => model.roles.get(role)?.name ?? role),
    }),
    groups: [...groups],
    level: levelOf(project),
  };
}

function namesOf(
  model: AccessModel,
  { roles, groups }: Pick<Offer, 'roles' | 'groups'>,
) {
  return {
    roles: roles.map(role => roleReferenceOf(model, role)),
    groups: groups.map(group => referenceOf(model, group)),
  };
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
