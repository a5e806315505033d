// SPDX-License-Identifier: Apache-2.0
import { ACCESS_TABLES, type InvitationRow } from '../../database/accessTables';
import type { AccessTransaction } from '../store/AccessTransaction';

/**
 * Takes a role or local group that is gone out of what invitations offer, also of those that have expired, which can be
 * sent again. One that would offer nothing any more is revoked, and keeps what it offered. So what an invitation that can
 * be accepted offers, there is.
 */
export async function withdrawFromInvitations(
  { knex, dialect, changer, now }: AccessTransaction,
  column: 'roles' | 'groups',
  gone: string,
): Promise<void> {
  const open = () =>
    knex<InvitationRow>(ACCESS_TABLES.invitations)
      .whereNull('accepted_at')
      .whereNull('revoked_at');
  const offers: Pick<InvitationRow, 'roles' | 'groups'>[] =
    await open().distinct('roles', 'groups');
  for (const offer of offers) {
    const offered: string[] = JSON.parse(offer[column]);
    if (offered.includes(gone)) {
      const left = JSON.stringify(offered.filter(one => one !== gone));
      const after = { ...offer, [column]: left };
      const isNothing = after.roles === '[]' && after.groups === '[]';
      await open()
        .where(offer)
        .update(
          isNothing
            ? {
                revoked_at: dialect.writeTime(now),
                revoked_by: changer.by ?? null,
                next_attempt_at: null,
              }
            : after,
        );
    }
  }
}
