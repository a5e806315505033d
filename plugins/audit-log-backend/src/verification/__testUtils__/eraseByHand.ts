// SPDX-License-Identifier: Apache-2.0
import { eraseFromEvent } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { dialectOf } from '../../database/dialect';
import { sealedEventFromRow } from '../../database/eventFromRow';
import { eventToRow } from '../../database/eventRow';
import { withSeal } from '../../database/sealEvent';
import { TABLES, type EventRow } from '../../database/tables';
import { writeErased } from '../../erasure/operations/writeErased';

/**
 * Takes everything personal out of events, with all that follows from it, in the name of an operation: as whoever can write to the
 * database could, who leaves no other trace.
 */
export async function eraseByHand(
  knex: Knex,
  operation: string,
  ...ids: readonly string[]
): Promise<void> {
  const dialect = dialectOf(knex);
  const rows: EventRow[] = await knex(TABLES.events).whereIn('id', ids);
  const events = rows.map(row => {
    const { event, seal } = sealedEventFromRow(row, dialect);
    const rest = eraseFromEvent(event, seal!, () => true, operation)!;
    const after = eventToRow(rest.event);
    const details = withSeal(after.row.details, rest.seal);
    return {
      stream: row.stream,
      before: {
        ...row,
        occurred_at: dialect.readTime(row.occurred_at),
        recorded_at: dialect.readTime(row.recorded_at),
      },
      after: { ...after, row: { ...after.row, details } },
    };
  });
  await knex.transaction(transaction =>
    writeErased(transaction, dialect, events),
  );
}
