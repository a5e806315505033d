// SPDX-License-Identifier: Apache-2.0
import type { Reference } from 'backstage-plugin-audit-log-common';
import type { StoredKey } from './Organization';

const DAY = 86_400_000;

/** Ids of the example organization's keys. */
export const KEY_IDS = {
  deployments: '7b1f0c52-8a53-4f4e-9d0b-2f6a35c1e001',
  gateway: '7b1f0c52-8a53-4f4e-9d0b-2f6a35c1e002',
  expiring: '7b1f0c52-8a53-4f4e-9d0b-2f6a35c1e003',
  expired: '7b1f0c52-8a53-4f4e-9d0b-2f6a35c1e004',
  revoked: '7b1f0c52-8a53-4f4e-9d0b-2f6a35c1e005',
} as const;

/** One key of each kind. */
export function exampleKeys(now: number, createdBy: Reference): StoredKey[] {
  const at = (days: number) => new Date(now + days * DAY).toISOString();
  const key = (
    kind: keyof typeof KEY_IDS,
    name: string,
    others: Partial<StoredKey>,
  ): StoredKey => ({
    id: KEY_IDS[kind],
    name,
    tokenBeginning: `bkal_${kind.padEnd(12, '0').slice(0, 12)}`,
    sources: [`https://ci.example.com/${kind}/*`],
    projects: 'any',
    mayNamePeople: false,
    requestsPerMinute: 600,
    expiresAt: at(300),
    version: 1,
    createdAt: at(-65),
    createdBy,
    ...others,
  });
  return [
    key('deployments', 'Deployments', {
      projects: ['system:default/shop', 'system:default/billing'],
      mayNamePeople: true,
      lastUsedAt: at(-0.01),
    }),
    key('gateway', 'Gateway on the premises', {
      sources: [1, 2, 3, 4, 5].map(
        number => `urn:gateway:${number}:keys/management`,
      ),
      lastUsedAt: at(-0.5),
      rotation: {
        at: at(-0.2),
        by: createdBy,
        previousWorksUntil: at(0.8),
        previousLastUsedAt: at(-0.1),
      },
    }),
    key('expiring', '<Nightly> jobs', {
      projects: [],
      expiresAt: at(6),
      updatedAt: at(-3),
      updatedBy: { ref: 'user:default/grace', title: 'Grace Hopper' },
    }),
    key('expired', 'Trial', { expiresAt: at(-20), lastUsedAt: at(-21) }),
    key('revoked', 'Old pipeline', {
      revokedAt: at(-9),
      revokedBy: createdBy,
      expiresAt: null,
    }),
  ];
}
