// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import { timeOfUuid } from 'backstage-plugin-audit-log-node';
import type { Knex } from 'knex';
import { dialectOf } from '../database/dialect';
import { findExistingIds } from '../database/operations/findExistingIds';

/**
 * Ids of those events that are in the ledger, whichever stream they were appended to, and whatever the clock said then. For
 * events that another process had in hand before: the ledger itself looks only for those that were recorded before its
 * stream was taken, by the clock.
 */
export async function findKnown(
  knex: Knex,
  events: readonly NewAuditEvent[],
): Promise<ReadonlySet<string>> {
  return findExistingIds(
    knex,
    dialectOf(knex),
    events.map(({ id }) => ({ id, recorded_at: timeOfUuid(id) })),
  );
}
