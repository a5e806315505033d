// SPDX-License-Identifier: Apache-2.0
import { type InvitationRow } from '../../database/accessTables';
import type { AccessTransaction } from '../store/AccessTransaction';
import { pendingInvitations } from './pendingInvitations';

/**
 * Takes a role or local group that is gone out of what pending invitations offer. One that would offer nothing any more
 * stays as it is: whoever accepts it is told that there is nothing left.
 */
export async function withdrawFromInvitations(
  { knex, dialect, now }: AccessTransaction,
  column: 'roles' | 'groups',
  gone: string,
): Promise<void> {
  const offers: Pick<InvitationRow, 'roles' | 'groups'>[] =
    await pendingInvitations(knex, dialect, now).distinct('roles', 'groups');
  for (const offer of offers) {
    const offered = {
      roles: JSON.parse(offer.roles) as string[],
      groups: JSON.parse(offer.groups) as string[],
    };
    const left = offered[column].filter(one => one !== gone);
    const isOffered = left.length < offered[column].length;
    const after = { ...offered, [column]: left };
    if (isOffered && after.roles.length + after.groups.length > 0) {
      await pendingInvitations(knex, dialect, now)
        .where({ roles: offer.roles, groups: offer.groups })
        .update({ [column]: JSON.stringify(left) });
    }
  }
}
