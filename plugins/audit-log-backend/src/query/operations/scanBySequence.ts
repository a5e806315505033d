// SPDX-License-Identifier: Apache-2.0
import { ServiceUnavailableError } from '@backstage/errors';
import { TABLES, type BatchRow } from '../../database/tables';
import type { PageRequest } from '../AuditEventReader';
import { eventConditions } from './eventConditions';
import type { SequencedRows } from './FoundRows';
import {
  runBounded,
  StatementTimeoutError,
  type QueryContext,
} from './runBounded';
import { all, sql, type Sql } from './sql';

/** How many events are looked at in one statement; twice as many in each further one. */
const FIRST_STEP = 4_000;
const LARGEST_STEP = 64_000;
/** A step that takes more than this part of the time that is left is tried again, an eighth as large. */
const SHARE = 0.5;
const SHRINK = 8;
const BATCHES_IN_A_STEP = 2_000;

/** From where to go on. */
export interface SequenceScan {
  /** Everything up to this sequence has been seen. */
  readonly seen: number;
  /** When time ran out before there were enough: up to when the ledger was looked through. */
  readonly scannedUntil?: string;
}

/**
 * Finds rows in the ledger's own order. Batches are taken in the order of their first sequence, which they get gapless and all at once: whatever lies below one
 * that is seen has been seen, or was before `after`.
 *
 * @throws ServiceUnavailableError when the time was over before anything was looked through
 */
export async function scanBySequence(
  context: QueryContext,
  request: Pick<PageRequest, 'search' | 'scope' | 'limit'> & {
    /** The last sequence that was seen, -1 at the beginning. */
    readonly after: number;
    /** Where it ends, not included; nowhere by default. */
    readonly before?: number;
    /** Of events `e` and batches `b`. */
    readonly columns: string;
  },
  found: SequencedRows,
  budgetMs: number,
): Promise<SequenceScan> {
  const { limit, before = Infinity } = request;
  const deadline = Date.now() + budgetMs;
  let seen = request.after;
  let step = FIRST_STEP;
  let scannedUntil: string | undefined;

  while (found.length < limit && seen < before - 1) {
    const remaining = deadline - Date.now();
    if (remaining <= 0) {
      if (seen === request.after) {
        throw new ServiceUnavailableError(
          'The search looked at nothing in the time it is allowed; try again, or narrow it by another filter',
        );
      }
      return { seen, scannedUntil };
    }
    const begun = performance.now();
    const undo = found.keep();
    try {
      const batches = await nextBatches(
        context,
        { seen, before, events: step },
        remaining,
      );
      const last = batches.at(-1);
      if (!last) {
        break;
      }
      const wanted = limit - found.length;
      const took = performance.now() - begun;
      await found.read(
        context,
        selectSequenced(context, request, seen, batches, wanted),
        (remaining - took) * SHARE,
      );
      seen =
        found.length === limit
          ? found.lastSequence
          : Math.min(Number(last.first_sequence) + last.event_count, before) -
            1;
      const until = context.dialect.readTime(last.last_recorded_at);
      scannedUntil = new Date(until).toISOString();
      // Twice as much can be expected to end in the time that is left.
      if ((performance.now() - begun) * 3 < remaining) {
        step = Math.min(step * 2, LARGEST_STEP);
      }
    } catch (error: unknown) {
      if (!(error instanceof StatementTimeoutError)) {
        throw error;
      }
      undo();
      step = Math.max(1, Math.floor(step / SHRINK));
    }
  }
  return { seen };
}

/** The batches after a sequence, of about so many events together. The first of them may have been seen in part. */
async function nextBatches(
  context: QueryContext,
  {
    seen,
    before,
    events,
  }: {
    readonly seen: number;
    readonly before: number;
    readonly events: number;
  },
  budgetMs: number,
): Promise<readonly BatchRow[]> {
  const next = seen + 1;
  const rows = await runBounded<BatchRow>(
    context,
    sql(
      `SELECT first_sequence, event_count, last_recorded_at FROM ${TABLES.batches}
       WHERE first_sequence >= coalesce((SELECT max(first_sequence) FROM ${TABLES.batches} WHERE first_sequence <= ?), 0)
       ORDER BY first_sequence LIMIT ${BATCHES_IN_A_STEP}`,
      next,
    ),
    budgetMs,
  );
  const unseen = rows.filter(
    row =>
      Number(row.first_sequence) + row.event_count > next &&
      Number(row.first_sequence) < before,
  );
  let count = 0;
  const enough = unseen.findIndex(row => {
    count += row.event_count;
    return count >= events;
  });
  return enough < 0 ? unseen : unseen.slice(0, enough + 1);
}

function selectSequenced(
  { dialect }: QueryContext,
  {
    search,
    scope,
    before,
    columns,
  }: Pick<PageRequest, 'search' | 'scope'> & {
    readonly before?: number;
    readonly columns: string;
  },
  seen: number,
  batches: readonly BatchRow[],
  limit: number,
): Sql {
  const time = (milliseconds: number) => dialect.writeTime(milliseconds);
  const where = all([
    sql(
      'b.first_sequence >= ? AND b.first_sequence <= ? AND b.first_sequence + e.position > ?',
      Number(batches[0].first_sequence),
      Number(batches[batches.length - 1].first_sequence),
      seen,
    ),
    ...(before === undefined
      ? []
      : [sql('b.first_sequence + e.position < ?', before)]),
    ...(search.from === undefined
      ? []
      : [sql('e.occurred_at >= ?', time(search.from))]),
    ...(search.to === undefined
      ? []
      : [sql('e.occurred_at < ?', time(search.to))]),
    ...eventConditions(search, scope, dialect),
  ]);
  return sql(
    `SELECT ${columns}, b.first_sequence FROM ${TABLES.batches} b
     JOIN ${TABLES.events} e ON e.stream = b.stream AND e.batch = b.batch
       AND e.recorded_at >= b.first_recorded_at AND e.recorded_at <= b.last_recorded_at
     WHERE ${where.text}
     ORDER BY b.first_sequence, e.position LIMIT ${limit}`,
    ...where.bindings,
  );
}
