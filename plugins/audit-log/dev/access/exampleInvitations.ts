// SPDX-License-Identifier: Apache-2.0
import type { Reference } from 'backstage-plugin-audit-log-common';
import type { StoredInvitation } from './Organization';

const DAY = 86_400_000;
const AUDITOR: Reference = { ref: 'role:auditor', title: 'Auditor' };

/** One invitation of each kind; their tokens are their ids. */
export function exampleInvitations(
  now: number,
  createdBy: Reference,
): StoredInvitation[] {
  const at = (days: number) => new Date(now + days * DAY).toISOString();
  const invitation = (
    name: string,
    createdDaysAgo: number,
    others: Partial<StoredInvitation>,
  ): StoredInvitation => ({
    id: `invitation-${name}`,
    token: `invitation-${name}`,
    email: `${name}@partner.example`,
    status: 'pending',
    roles: [AUDITOR],
    groups: [],
    level: { kind: 'organization' },
    createdAt: at(-createdDaysAgo),
    expiresAt: at(7 - createdDaysAgo),
    createdBy,
    delivery: { state: 'sent', at: at(-createdDaysAgo), attempts: 1 },
    ...others,
  });
  return [
    invitation('pending', 1, {}),
    // For user:default/donald.
    invitation('donald', 2, {
      email: 'donald@example.com',
      delivery: { state: 'link' },
    }),
    invitation('bounced', 3, {
      delivery: {
        state: 'bounced',
        at: at(-3),
        attempts: 1,
        reason: '550 5.1.1 No such user here',
      },
    }),
    invitation('expired', 10, {}),
    invitation('linus', 5, {
      status: 'accepted',
      acceptedAt: at(-4),
      acceptedBy: {
        ref: 'user:default/invited-linus',
        title: 'linus@partner.example',
      },
    }),
    invitation('revoked', 6, { status: 'revoked', revokedAt: at(-5) }),
  ];
}
