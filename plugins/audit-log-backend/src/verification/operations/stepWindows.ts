// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import type { StepHeader } from './readHeaders';

/** The years 1 to 9999, which both engines write alike. Beyond them there is no event, and no bound. */
const EARLIEST_MS = Date.parse('0001-01-01T00:00:00Z');
const LATEST_MS = Date.parse('9999-12-31T23:59:59Z');

/** When the events of some batches of a stream were recorded, as far as their batches say so. */
interface StreamWindow {
  readonly stream: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Narrows a query to what the streams of some batches recorded in the time of these batches. A join with the batches says the same
 * more exactly, but by it alone PostgreSQL cannot tell that it is about few rows: it would rather read all events for each step.
 */
export function withinStep(
  query: Knex.QueryBuilder,
  dialect: Dialect,
  headers: readonly StepHeader[],
  alias: string,
): Knex.QueryBuilder {
  return query.where(anyOf => {
    for (const { stream, from, to } of windowsOf(headers)) {
      anyOf.orWhere(within => {
        within.where(`${alias}.stream`, stream);
        if (from >= EARLIEST_MS && from <= LATEST_MS) {
          const begin = boundOf(dialect, Math.floor(from));
          within.where(`${alias}.recorded_at`, '>=', begin);
        }
        if (to >= EARLIEST_MS && to <= LATEST_MS) {
          const end = boundOf(dialect, Math.ceil(to));
          within.where(`${alias}.recorded_at`, '<=', end);
        }
      });
    }
  });
}

/** A time as a value that may also be written into a statement: Knex would write a Date without its time zone. */
function boundOf(dialect: Dialect, milliseconds: number): string | number {
  const time = dialect.writeTime(milliseconds);
  return time instanceof Date ? time.toISOString() : time;
}

function windowsOf(headers: readonly StepHeader[]): Iterable<StreamWindow> {
  const windows = new Map<number, StreamWindow>();
  for (const { stream, first_recorded_at, last_recorded_at } of headers) {
    const window = windows.get(stream);
    windows.set(stream, {
      stream,
      from: Math.min(window?.from ?? Infinity, first_recorded_at),
      to: Math.max(window?.to ?? -Infinity, last_recorded_at),
    });
  }
  return windows.values();
}
