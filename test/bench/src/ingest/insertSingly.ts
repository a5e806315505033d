// SPDX-License-Identifier: Apache-2.0
import type { NewAuditEvent } from 'backstage-plugin-audit-log-common';
import type { Dialect } from 'backstage-plugin-audit-log-backend/src/database/dialect';
import { eventToRow } from 'backstage-plugin-audit-log-backend/src/database/eventRow';
import { TABLES } from 'backstage-plugin-audit-log-backend/src/database/tables';
import type { Knex } from 'knex';
import { inParallel } from '../inParallel';

const AT_ONCE = 16;

/** What one writes without thinking: each event awaited as an INSERT of its own, so many requests at a time. */
export async function insertSingly(
  knex: Knex,
  dialect: Dialect,
  events: readonly NewAuditEvent[],
  batch: number,
): Promise<number> {
  const begun = performance.now();
  await inParallel(AT_ONCE, events.entries(), async ([position, event]) => {
    const { row } = eventToRow(event);
    await knex(TABLES.events).insert({
      ...row,
      stream: 1,
      batch,
      position,
      occurred_at: dialect.writeTime(row.occurred_at),
      recorded_at: dialect.writeTime(row.recorded_at),
    });
  });
  return (performance.now() - begun) / 1000;
}
