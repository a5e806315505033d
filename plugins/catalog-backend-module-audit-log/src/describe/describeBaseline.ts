// SPDX-License-Identifier: Apache-2.0
import type { AuditRecord } from 'backstage-plugin-audit-log-node';

/** The catalog as it was when it was looked at for the first time. */
export interface Baseline {
  /** UUIDv7, given once. */
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly takenAt: string;
  /** How many entities there were, by kind (as entities spell it). */
  readonly counts: { readonly [kind: string]: number };
}

/** The one event that stands for everything that was there before. */
export function describeBaseline({
  id,
  takenAt,
  counts,
}: Baseline): AuditRecord {
  return {
    id,
    action: 'catalog-baseline',
    severity: 'medium',
    actor: { type: 'system', ref: 'plugin:catalog' },
    targets: [],
    occurredAt: new Date(takenAt),
    operationId: id,
    meta: {
      entities: Object.values(counts).reduce((sum, count) => sum + count, 0),
      counts: { ...counts },
    },
  };
}
