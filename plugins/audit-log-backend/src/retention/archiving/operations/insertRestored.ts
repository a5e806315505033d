// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { ColumnType, Dialect } from '../../../database/dialect';
import { eventToRow, type StoredEvent } from '../../../database/eventRow';
import { addRollups } from '../../../database/operations/addRollups';
import { EVENT_COLUMN_TYPES } from '../../../database/operations/insertEvents';
import { insertRefs } from '../../../database/operations/insertRefs';
import { withSeal } from '../../../database/sealEvent';
import { TABLES, type BatchRow, type EventRow } from '../../../database/tables';
import { lockStreams } from '../../../database/operations/lockStreams';
import type { SealedEvent } from '../../../query/AuditEventReader';
import { DamagedFileError } from '../../format/DamagedFileError';

const COLUMNS: Readonly<Record<keyof EventRow, ColumnType>> = {
  stream: 'smallint',
  batch: 'bigint',
  ...EVENT_COLUMN_TYPES,
};
const NAMES = Object.keys(COLUMNS).join(', ');

/**
 * Puts events back into the live table as they were, in the transaction that is given, with their references and counts. Those that
 * are there already change nothing.
 */
export async function insertRestored(
  transaction: Knex.Transaction,
  dialect: Dialect,
  events: readonly SealedEvent[],
): Promise<void> {
  const places = await placesOf(transaction, events);
  const stored = events.map(sealed => {
    const place = places(sealed.event.sequence!);
    if (!place) {
      throw new DamagedFileError(
        `The ledger has no place ${sealed.event.sequence} for an event of the file`,
      );
    }
    return { ...place, ...storedOf(sealed) };
  });
  const rows = stored.map(({ stream, batch, position, row }) => ({
    ...row,
    stream,
    batch,
    position,
    occurred_at: dialect.writeTime(row.occurred_at),
    recorded_at: dialect.writeTime(row.recorded_at),
  }));
  const insert = `INSERT INTO ${
    TABLES.events
  } (${NAMES}) SELECT ${NAMES} FROM ${dialect.rowsFromJson(
    COLUMNS,
    // Without WHERE SQLite reads ON as the condition of a join.
  )} WHERE true ON CONFLICT DO NOTHING RETURNING id`;
  const result = await transaction.raw(insert, [JSON.stringify(rows)]);
  const inserted: { id: string }[] =
    dialect.engine === 'postgres' ? result.rows : result;
  const isNew = new Set(inserted.map(({ id }) => id));

  const byStream = new Map<number, StoredEvent[]>();
  for (const { stream, row, refs } of stored) {
    if (isNew.has(row.id)) {
      byStream.set(stream, [...(byStream.get(stream) ?? []), { row, refs }]);
    }
  }
  // An append takes the row of its stream before it counts: were the counts taken first here, each could wait for the other.
  await lockStreams(transaction, dialect, byStream.keys());
  for (const [stream, own] of byStream) {
    await insertRefs(transaction, dialect, { stream, events: own });
    await addRollups(transaction, dialect, { stream, events: own });
  }
}

function storedOf({ event, seal }: SealedEvent): StoredEvent {
  const { row, refs } = eventToRow(event);
  return {
    row: seal ? { ...row, details: withSeal(row.details, seal) } : row,
    refs,
  };
}

/** Stream, batch and position of each sequence, of events in the order of their sequences. */
async function placesOf(
  transaction: Knex.Transaction,
  events: readonly SealedEvent[],
): Promise<
  (
    sequence: number,
  ) => Pick<EventRow, 'stream' | 'batch' | 'position'> | undefined
> {
  const from = events[0].event.sequence!;
  const to = events[events.length - 1].event.sequence!;
  const batches = await transaction<BatchRow>(TABLES.batches)
    .whereRaw(
      `first_sequence <= ? AND first_sequence >= coalesce((SELECT max(first_sequence) FROM ${TABLES.batches} WHERE first_sequence <= ?), 0)`,
      [to, from],
    )
    .orderBy('first_sequence')
    .select('stream', 'batch', 'first_sequence', 'event_count');
  let index = 0;
  return sequence => {
    const isBefore = ({ first_sequence, event_count }: (typeof batches)[0]) =>
      Number(first_sequence) + event_count <= sequence;
    while (index < batches.length && isBefore(batches[index])) {
      index += 1;
    }
    const found = batches[index];
    const position = sequence - Number(found?.first_sequence ?? Infinity);
    return position >= 0
      ? { stream: found.stream, batch: Number(found.batch), position }
      : undefined;
  };
}
