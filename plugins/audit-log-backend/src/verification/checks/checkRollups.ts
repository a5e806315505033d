// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { inSnapshot } from '../../database/inSnapshot';
import { DAY_MS } from '../../database/rollupsOf';
import { TABLES, type StoredTime } from '../../database/tables';
import {
  KINDS_OF_COUNTS,
  nameOf,
  recountEvents,
  type Count,
} from '../operations/recountEvents';
import type { VerificationContext } from '../VerificationContext';

/** The years 1 to 9999: no event has another time. */
const EARLIEST_MS = Date.parse('0001-01-01T00:00:00.000Z');
const LATEST_MS = Date.parse('9999-12-31T23:59:59.999Z');
/** How many days, the longer of what is counted by, are counted at once: more where there is little in them. */
const MOST_DAYS = 8;
const FEW_COUNTS = 2_000;

/** Counts the events anew, some days at a time, and compares with the counts that summaries are made of. */
export async function checkRollups(
  context: VerificationContext,
): Promise<void> {
  const { findings, pace, signal } = context;
  await checkTimes(context);
  let from = EARLIEST_MS;
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

/** Finds counts of times that no event can have, such as PostgreSQL's infinity: no day has them. */
async function checkTimes({
  knex,
  dialect,
  findings,
}: VerificationContext): Promise<void> {
  for (const { table } of KINDS_OF_COUNTS) {
    const [{ counts }] = await knex(table)
      .where('hour', '<', dialect.writeTime(EARLIEST_MS))
      .orWhere('hour', '>', dialect.writeTime(LATEST_MS))
      .count({ counts: '*' });
    if (Number(counts) > 0) {
      const message = `${counts} counts are of times that no event can have`;
      findings.add({ kind: 'derived', message });
    }
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
    const [row]: { time: StoredTime | null }[] = await transaction
      .from(table)
      .where(column, '>=', dialect.writeTime(from))
      .where(column, '<=', dialect.writeTime(LATEST_MS))
      .select(transaction.raw('min(??) AS time', [column]));
    return row.time === null ? Infinity : dialect.readTime(row.time);
  };
  const time = Math.min(
    await first(TABLES.events, 'occurred_at'),
    await first(TABLES.rollups, 'hour'),
    await first(TABLES.actorRollups, 'hour'),
  );
  return Number.isFinite(time) ? Math.floor(time / DAY_MS) * DAY_MS : undefined;
}

/** How many counts there are, and by hour how many of them are not what they should be. */
async function compare(
  context: VerificationContext,
  transaction: Knex.Transaction,
  day: number,
  days: number,
): Promise<{ counts: number; differing: ReadonlyMap<number, number> }> {
  const { dialect } = context;
  const [from, to] = [day, day + days * DAY_MS].map(dialect.writeTime);
  const expected = await recountEvents(transaction, dialect, from, to);
  const differing = new Map<number, number>();
  const differs = (at: number) =>
    differing.set(at, (differing.get(at) ?? 0) + 1);
  let counts = 0;
  for (const [index, { table, key }] of KINDS_OF_COUNTS.entries()) {
    const left = new Map(expected[index]);
    const stored: Record<string, unknown>[] = await transaction
      .from(table)
      .where('hour', '>=', from)
      .where('hour', '<', to)
      .select('*', transaction.raw(`${dialect.milliseconds('hour')} AS hour`));
    counts += Math.max(stored.length, left.size);
    for (const { stream, ...row } of stored) {
      const at = Number(row.hour);
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
