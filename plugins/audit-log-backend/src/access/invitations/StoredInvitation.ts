// SPDX-License-Identifier: Apache-2.0
import type { InvitationStatus } from 'backstage-plugin-audit-log-common';
import type { InvitationRow } from '../../database/accessTables';
import type { Dialect } from '../../database/dialect';

/** Roles and groups, and what the roles are for. */
export interface Offer {
  /** Ids. */
  readonly roles: readonly string[];
  /** References of local groups. */
  readonly groups: readonly string[];
  /** Absent for the whole organization. */
  readonly project?: string;
}

/** How far the e-mail of an invitation has come. */
export interface Delivery {
  readonly state: InvitationRow['delivery_state'];
  /** Of the last attempt or report, in epoch milliseconds. */
  readonly at?: number;
  readonly attempts: number;
  readonly reason?: string;
  readonly messageId?: string;
}

/** Roles and groups offered to an e-mail address; times are epoch milliseconds. */
export interface StoredInvitation extends Offer {
  readonly id: string;
  readonly email: string;
  /** Whom the catalog knew by this address. */
  readonly personRef?: string;
  /** Name of the User that the catalog is given, when it knew nobody. */
  readonly personName?: string;
  readonly createdAt: number;
  /** Who stands for the offer: whoever made it, or sent it last. */
  readonly createdBy: string;
  readonly expiresAt: number;
  readonly acceptedAt?: number;
  readonly acceptedBy?: string;
  readonly revokedAt?: number;
  readonly delivery: Delivery;
}

export function readInvitation(
  row: InvitationRow,
  dialect: Dialect,
): StoredInvitation {
  const time = (value: InvitationRow['accepted_at']) =>
    value === null ? undefined : dialect.readTime(value);
  return {
    id: row.id,
    email: row.email,
    roles: JSON.parse(row.roles),
    groups: JSON.parse(row.groups),
    ...(row.project !== '' && { project: row.project }),
    personRef: row.person_ref ?? undefined,
    personName: row.person_name ?? undefined,
    createdAt: dialect.readTime(row.created_at),
    createdBy: row.created_by,
    expiresAt: dialect.readTime(row.expires_at),
    acceptedAt: time(row.accepted_at),
    acceptedBy: row.accepted_by ?? undefined,
    revokedAt: time(row.revoked_at),
    delivery: {
      state: row.delivery_state,
      at: time(row.delivery_at),
      attempts: row.attempts,
      reason: row.delivery_reason ?? undefined,
      messageId: row.message_id ?? undefined,
    },
  };
}

export function statusOf(
  invitation: StoredInvitation,
  now: number,
): InvitationStatus {
  if (invitation.acceptedAt !== undefined) {
    return 'accepted';
  }
  if (invitation.revokedAt !== undefined) {
    return 'revoked';
  }
  return invitation.expiresAt > now ? 'pending' : 'expired';
}

/** Reference of the User that the catalog is given for an invitation. */
export function providedUser(personName: string): string {
  return `user:default/${personName}`;
}
