// SPDX-License-Identifier: Apache-2.0
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DuckDBConnection, DuckDBDataChunk } from '@duckdb/node-api';
import type { SealedEvent } from '../../query/AuditEventReader';
import { asDamaged, damaged } from './damaged';
import { eventFromRecord } from './eventFromRecord';
import { RECORD_JSON, recordOfJson } from './recordJson';
import { parquetOf, requireColumns } from './requireColumns';

/**
 * What is made into texts and events without letting anything else have a turn. The fewer they are, the fewer outlive the youngest garbage:
 * V8 likes to look for it between turns.
 */
const EVENTS_A_TURN = 16;

/** Of this, DuckDB does not count texts: of 2048 rows it counts 32 KiB, and it would keep thirty times as many in memory. */
const ROWS_AHEAD = '64KB';

/** Waits until a statement may run, and runs it. */
type Turn = <T>(statement: () => Promise<T>) => Promise<T>;

/** The events of a file, as `EventFiles.read` says. */
export async function* readEvents(
  connection: DuckDBConnection,
  path: string,
  range: { readonly from?: number; readonly to?: number },
  turn: Turn,
): AsyncGenerator<readonly SealedEvent[]> {
  await turn(() => requireColumns(connection, path));
  await connection.run(`SET streaming_buffer_size = '${ROWS_AHEAD}'`);
  let last = -1;
  for await (const texts of textsOf(connection, path, range, turn)) {
    const events = texts.map(text => eventOfText(text, path));
    for (const { event } of events) {
      if (!(event.sequence! > last)) {
        throw damaged([path], 'its events are not in order');
      }
      last = event.sequence!;
    }
    yield events;
    await nextTurn();
  }
}

async function* textsOf(
  connection: DuckDBConnection,
  path: string,
  { from, to }: { readonly from?: number; readonly to?: number },
  turn: Turn,
): AsyncGenerator<readonly unknown[]> {
  const conditions = [
    ...(from === undefined ? [] : [`sequence >= ${from}`]),
    ...(to === undefined ? [] : [`sequence < ${to}`]),
  ];
  let fetching: Promise<DuckDBDataChunk | null> | undefined;
  try {
    const result = await turn(() =>
      connection.stream(
        `SELECT ${RECORD_JSON} FROM ${parquetOf([path])} WHERE ${
          // Without a range also what has no sequence: it is no event.
          conditions.join(' AND ') || true
        }`,
      ),
    );
    const next = () => turn(() => result.fetchChunk());
    for (fetching = next(); ; ) {
      const chunk = await fetching;
      if (!chunk?.rowCount) {
        return;
      }
      // DuckDB gets the next while events are made of these.
      fetching = next();
      fetching.catch(() => {});
      try {
        const texts = chunk.getColumnVector(0);
        for (let start = 0; start < texts.itemCount; start += EVENTS_A_TURN) {
          const count = Math.min(EVENTS_A_TURN, texts.itemCount - start);
          yield texts.slice(start, count).toArray();
        }
      } finally {
        // Else it would keep some megabytes until JavaScript looks for garbage among what is old.
        chunk.reset();
      }
    }
  } catch (error: unknown) {
    throw asDamaged(error, [path]);
  } finally {
    // The connection is in use until then.
    await fetching?.catch(() => {});
  }
}

function eventOfText(text: unknown, path: string): SealedEvent {
  try {
    return eventFromRecord(recordOfJson(`${text}`));
  } catch (error: unknown) {
    throw damaged([path], 'a row of it holds no event', error);
  }
}
