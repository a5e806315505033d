// SPDX-License-Identifier: Apache-2.0

/** Names of the tables, in one place. */
export const TABLES = {
  streams: 'audit_streams',
  batches: 'audit_batches',
  events: 'audit_events',
  refs: 'audit_event_refs',
  rollups: 'audit_rollups',
  leases: 'audit_leases',
  ledger: 'audit_ledger',
} as const;
