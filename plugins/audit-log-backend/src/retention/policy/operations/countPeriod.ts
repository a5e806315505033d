// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import { DAY_MS } from '../../../database/rollupsOf';
import { TABLES, type StoredInteger } from '../../../database/tables';
import type { Period } from '../../files/ArchiveFile';
import type { ClassifiedEvent } from '../compilePolicy';

/** How many events there are of one kind. */
export interface KindCount extends ClassifiedEvent {
  readonly events: number;
}

/**
 * Counts the live events of a period from the hourly counts, so that it takes as long however many there are. Those are by occurredAt,
 * while periods are by recordedAt: close enough to tell people about, and all of what an event that was reported years later is off.
 *
 * A day at a time: SQLite answers within this process, which has other things to do in between.
 */
export async function countPeriod(
  knex: Knex,
  dialect: Dialect,
  period: Period,
): Promise<readonly KindCount[]> {
  const counts = new Map<string, { kind: ClassifiedEvent; events: number }>();
  for (let from = period.from; from < period.to; from += DAY_MS) {
    await nextTurn();
    const rows: (ClassifiedEvent & { readonly events: StoredInteger })[] =
      await knex(TABLES.rollups)
        .where('hour', '>=', dialect.writeTime(from))
        .where('hour', '<', dialect.writeTime(from + DAY_MS))
        .groupBy('category', 'action')
        .select('category', 'action', knex.raw('sum(events) AS events'));
    for (const { category, action, events } of rows) {
      // No stored text has a NUL in it.
      const key = `${category}\0${action}`;
      const count = counts.get(key) ?? {
        kind: { category, action },
        events: 0,
      };
      count.events += Number(events);
      counts.set(key, count);
    }
  }
  return [...counts.values()]
    .filter(({ events }) => events > 0)
    .map(({ kind, events }) => ({ ...kind, events }));
}
