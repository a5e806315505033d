// SPDX-License-Identifier: Apache-2.0
import { createSeal, leafHash } from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import type { Dialect } from '../../database/dialect';
import { sealedEventFromRow } from '../../database/eventFromRow';
import { withSeal, type PersonalParts } from '../../database/sealEvent';
import {
  TABLES,
  type BatchRow,
  type EventRow,
  type StoredTime,
} from '../../database/tables';
import { SealingRefusedError } from '../SealingRefusedError';
import type { UnsealedBatch } from './readUnsealed';

/**
 * Seals the events of a batch that was written without, by an older version or while nothing was sealed, and gives their
 * leaves. It is the one time that rows of events are changed but for an erasure.
 */
export async function sealRows(
  transaction: Knex.Transaction,
  dialect: Dialect,
  batch: UnsealedBatch,
  { personalOf }: PersonalParts,
): Promise<Buffer> {
  const key = { stream: batch.stream, batch: batch.batch };
  const found = transaction<EventRow>(TABLES.events)
    .where(key)
    .whereBetween('recorded_at', recordedIn(batch))
    .orderBy('position');
  if (dialect.engine === 'postgres') {
    // An erasure that is under way would otherwise be undone by what was read before it.
    found.forUpdate();
  }
  const rows: EventRow[] = await found.select();
  if (
    rows.length !== batch.event_count ||
    rows.some(({ position }, index) => position !== index)
  ) {
    const first = Number(batch.first_sequence);
    throw new SealingRefusedError(
      'altered',
      `Of the events ${first} to ${first + batch.event_count - 1}, ${
        batch.event_count
      } were written and ${rows.length} are there`,
    );
  }
  const sealed = rows.map(row => {
    const { event, seal } = sealedEventFromRow(
      { ...row, first_sequence: null },
      dialect,
    );
    const given = seal ?? createSeal(event, personalOf(event.action));
    return {
      leaf: leafHash(event, given),
      row: { ...row, details: seal ? undefined : withSeal(row.details, given) },
    };
  });

  await writeDetails(
    transaction,
    dialect,
    batch,
    sealed.flatMap(({ row: { stream, recorded_at, id, details } }) =>
      details === undefined ? [] : [{ stream, recorded_at, id, details }],
    ),
  );
  const leaves = Buffer.concat(sealed.map(({ leaf }) => leaf));
  await transaction<BatchRow>(TABLES.batches).where(key).update({ leaves });
  return leaves;
}

async function writeDetails(
  transaction: Knex.Transaction,
  dialect: Dialect,
  batch: UnsealedBatch,
  rows: readonly Pick<EventRow, 'stream' | 'recorded_at' | 'id' | 'details'>[],
): Promise<void> {
  const given = dialect.rowsFromJson({
    stream: 'smallint',
    recorded_at: 'time',
    id: 'uuid',
    details: 'text',
  });
  // All of the key is taken from what is given: were the stream a constant, SQLite would look through all that is given for
  // each event of the batch. The bounds let PostgreSQL leave out partitions when it plans.
  await transaction.raw(
    `UPDATE ${TABLES.events} AS e SET details = given.details FROM ${given}
     WHERE e.stream = given.stream AND e.recorded_at = given.recorded_at
       AND e.id = given.id AND e.recorded_at BETWEEN ? AND ?`,
    [JSON.stringify(rows), ...recordedIn(batch)],
  );
}

function recordedIn(batch: UnsealedBatch): [StoredTime, StoredTime] {
  return [batch.first_recorded_at, batch.last_recorded_at];
}
