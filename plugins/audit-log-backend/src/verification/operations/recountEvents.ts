// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import {
  actorRollupOf,
  DAY_MS,
  HOUR_MS,
  rollupOf,
  type CountedEvent,
} from '../../database/rollupsOf';
import {
  TABLES,
  type StoredInteger,
  type StoredTime,
} from '../../database/tables';
import { readWindows, type Window } from './readWindows';

/** The counts of one kind: how they are made of events, and what tells them apart within an hour of a stream. */
export const KINDS_OF_COUNTS = [
  {
    table: TABLES.rollups,
    unitMs: HOUR_MS,
    by: [
      'plugin',
      'event',
      'action',
      'category',
      'severity',
      'outcome',
      'actor_type',
    ],
    of: rollupOf,
    key: ['dimensions'],
  },
  {
    table: TABLES.actorRollups,
    unitMs: DAY_MS,
    by: ['actor', 'actor_type', 'outcome'],
    of: actorRollupOf,
    key: ['actor', 'actor_type', 'outcome'],
  },
] as const;

export type Count = Readonly<Record<string, unknown>> & {
  readonly hour: number;
  events: number;
};

/** As many events as are counted as one, with what they have in common that it is made of. */
type Group = CountedEvent & {
  readonly stream: number;
  readonly start: StoredInteger;
  readonly events: StoredInteger;
};

/** The counts of each kind of the events that began in [from, to), by what tells them apart. */
export async function recountEvents(
  transaction: Knex.Transaction,
  dialect: Dialect,
  from: StoredTime,
  to: StoredTime,
): Promise<readonly ReadonlyMap<string, Count>[]> {
  const counts = KINDS_OF_COUNTS.map(() => new Map<string, Count>());
  const events = { table: TABLES.events, column: 'occurred_at' } as const;
  const windows = readWindows(transaction, { ...events, from, to });
  for await (const window of windows) {
    for (const [index, kind] of KINDS_OF_COUNTS.entries()) {
      const groups = await groupEvents(transaction, dialect, window, kind);
      for (const { stream, start, events: some, ...group } of groups) {
        const event = { ...group, occurred_at: Number(start) };
        const count = kind.of(event, Number(some));
        const name = nameOf(stream, { ...count }, kind.key);
        const before = counts[index].get(name)?.events ?? 0;
        counts[index].set(name, { ...count, events: before + count.events });
      }
    }
  }
  return counts;
}

/** Each kind by itself, in its own unit of time: to tell events apart by all of it at once would leave hardly two together. */
function groupEvents(
  transaction: Knex.Transaction,
  dialect: Dialect,
  window: Window,
  { by, unitMs }: (typeof KINDS_OF_COUNTS)[number],
): Promise<Group[]> {
  const quarter = dialect.quarterHour('e.occurred_at');
  const events = window(transaction.from({ e: TABLES.events }), 'e')
    .select('stream', ...by, transaction.raw(`${quarter} AS quarter`))
    .as('events');
  // The remainder of a time before 1970 is negative on both engines.
  const start = `quarter - ((quarter % ${unitMs}) + ${unitMs}) % ${unitMs}`;
  return transaction
    .from(events)
    .groupBy('stream', 'start', ...by)
    .select('stream', ...by, transaction.raw(`${start} AS start`))
    .count('* as events');
}

/** What tells a count apart from the others of its kind. */
export function nameOf(
  stream: number,
  count: Readonly<Record<string, unknown>>,
  key: readonly string[],
): string {
  return JSON.stringify([stream, count.hour, ...key.map(name => count[name])]);
}
