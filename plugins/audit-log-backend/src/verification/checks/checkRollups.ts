// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { inSnapshot } from '../../database/inSnapshot';
import {
  actorRollupOf,
  DAY_MS,
  rollupOf,
  type CountedEvent,
} from '../../database/rollupsOf';
import {
  TABLES,
  type EventRow,
  type StoredInteger,
  type StoredTime,
} from '../../database/tables';
import { readWindows } from '../operations/readWindows';
import type { VerificationContext } from '../VerificationContext';

const COUNTED = [
  'plugin',
  'event',
  'action',
  'category',
  'severity',
  'outcome',
  'actor_type',
  'actor',
] as const;
const COLUMNS = COUNTED.map(name => `e.${name}`);

type Counted = Pick<EventRow, 'stream' | (typeof COUNTED)[number]> & {
  readonly quarter: StoredInteger;
  readonly events: StoredInteger;
};

/** How many days, the longer of what is counted by, are counted at once: more where there is little in them. */
const MOST_DAYS = 8;
const FEW_COUNTS = 2_000;

/** Counts the events anew, some days at a time, and compares with the counts that summaries are made of. */
export async function checkRollups(
  context: VerificationContext,
): Promise<void> {
  const { findings, pace, signal } = context;
  let from = Number.NEGATIVE_INFINITY;
  let days = 1;
  for (;;) {
    const compared = await compareNext(context, from, days);
    if (!compared) {
      return;
    }
    for (const [hour, counts] of compared.differing) {
      findings.add({
        kind: 'derived',
        message: `${counts} counts of the hour of ${new Date(
          hour,
        ).toISOString()} are not those of its events`,
      });
    }
    from = compared.until;
    days = compared.counts < FEW_COUNTS ? Math.min(days * 2, MOST_DAYS) : 1;
    await pace.breathe(signal);
  }
}

/** Compares some days, from the first on that has something in it; undefined when there are no more. */
function compareNext(context: VerificationContext, from: number, days: number) {
  const { knex, dialect } = context;
  // Counted as they are at one moment: events and counts are written together.
  return inSnapshot(knex, dialect, async transaction => {
    const day = await nextDay(context, transaction, from);
    return day === undefined
      ? undefined
      : {
          until: day + days * DAY_MS,
          ...(await compare(context, transaction, day, days)),
        };
  });
}

/** The first day from a time on that has events or counts. */
async function nextDay(
  { dialect }: VerificationContext,
  transaction: Knex.Transaction,
  from: number,
): Promise<number | undefined> {
  const first = async (table: string, column: string) => {
    const rows = transaction.from(table);
    if (Number.isFinite(from)) {
      rows.where(column, '>=', dialect.writeTime(from));
    }
    const [row]: { time: StoredTime | null }[] = await rows.select(
      transaction.raw('min(??) AS time', [column]),
    );
    return row.time === null ? Infinity : dialect.readTime(row.time);
  };
  const time = Math.min(
    await first(TABLES.events, 'occurred_at'),
    await first(TABLES.rollups, 'hour'),
  );
  return Number.isFinite(time) ? Math.floor(time / DAY_MS) * DAY_MS : undefined;
}

/** The counts of one kind, how they are made of events, and what tells them apart within an hour of a stream. */
const KINDS_OF_COUNTS = [
  { table: TABLES.rollups, of: rollupOf, key: ['dimensions'] },
  {
    table: TABLES.actorRollups,
    of: actorRollupOf,
    key: ['actor', 'actor_type', 'outcome'],
  },
] as const;

type Count = Readonly<Record<string, unknown>> & {
  readonly hour: number;
  events: number;
};

/** How many counts there are, and by hour how many of them are not what they should be. */
async function compare(
  context: VerificationContext,
  transaction: Knex.Transaction,
  day: number,
  days: number,
): Promise<{ counts: number; differing: ReadonlyMap<number, number> }> {
  const { dialect } = context;
  const [from, to] = [day, day + days * DAY_MS].map(dialect.writeTime);
  const expected = await recount(context, transaction, from, to);
  const differing = new Map<number, number>();
  const differs = (at: number) =>
    differing.set(at, (differing.get(at) ?? 0) + 1);
  let counts = 0;
  for (const [index, { table, key }] of KINDS_OF_COUNTS.entries()) {
    const left = expected[index];
    const stored: Record<string, unknown>[] = await transaction
      .from(table)
      .where('hour', '>=', from)
      .where('hour', '<', to)
      .select();
    counts += Math.max(stored.length, left.size);
    for (const { stream, ...row } of stored) {
      const at = dialect.readTime(row.hour as StoredTime);
      const found = { ...row, hour: at };
      const name = nameOf(Number(stream), found, key);
      const count = left.get(name);
      left.delete(name);
      if (!count || !isSame(found, count)) {
        differs(at);
      }
    }
    left.forEach(({ hour: at }) => differs(at));
  }
  return { counts, differing };
}

function isSame(stored: Record<string, unknown>, count: Count): boolean {
  return (
    Object.keys(stored).length === Object.keys(count).length &&
    Object.entries(count).every(
      ([name, value]) => String(stored[name]) === String(value),
    )
  );
}

function nameOf(
  stream: number,
  count: Readonly<Record<string, unknown>>,
  key: readonly string[],
): string {
  const parts = key.map(name => count[name]);
  return JSON.stringify([stream, count.hour, ...parts]);
}

/** The counts of each kind of the events that began in [from, to), by what tells them apart. */
async function recount(
  { dialect }: VerificationContext,
  transaction: Knex.Transaction,
  from: StoredTime,
  to: StoredTime,
): Promise<readonly Map<string, Count>[]> {
  const counts = KINDS_OF_COUNTS.map(() => new Map<string, Count>());
  const events = { table: TABLES.events, column: 'occurred_at' } as const;
  const quarter = dialect.quarterHour('e.occurred_at');
  const windows = readWindows(transaction, { ...events, from, to });
  for await (const window of windows) {
    const groups: Counted[] = await window(
      transaction.from({ e: TABLES.events }),
      'e',
    )
      .groupByRaw(['e.stream', quarter, ...COLUMNS].join(', '))
      .select('e.stream', transaction.raw(`${quarter} AS quarter`), ...COLUMNS)
      .count('* as events');
    for (const { stream, events: some, quarter: time, ...group } of groups) {
      const event: CountedEvent = { ...group, occurred_at: Number(time) };
      KINDS_OF_COUNTS.forEach(({ of, key }, index) => {
        const count = of(event, Number(some));
        const name = nameOf(stream, { ...count }, key);
        const before = counts[index].get(name)?.events ?? 0;
        counts[index].set(name, { ...count, events: before + count.events });
      });
    }
  }
  return counts;
}
