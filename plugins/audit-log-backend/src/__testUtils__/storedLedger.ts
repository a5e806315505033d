// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { dialectOf } from '../database/dialect';
import { rollupsOf } from '../database/rollupsOf';
import {
  TABLES,
  type ActorRollupRow,
  type BatchRow,
  type EventRow,
  type RollupRow,
  type StoredTime,
} from '../database/tables';

/** Ids of all events, sorted. */
export async function storedIds(knex: Knex): Promise<readonly string[]> {
  const rows = await knex<EventRow>(TABLES.events).select('id');
  return rows.map(({ id }) => id).sort();
}

/** Ids of all events, each with its sequence, in the order of the ledger; -1 for those that have none yet. */
export async function storedSequences(
  knex: Knex,
): Promise<readonly { id: string; sequence: number }[]> {
  const rows = await knex<EventRow>(TABLES.events)
    .join<BatchRow>(TABLES.batches, join =>
      join
        .on('audit_batches.stream', 'audit_events.stream')
        .andOn('audit_batches.batch', 'audit_events.batch'),
    )
    .select('id', 'position', 'first_sequence');
  return rows
    .map(({ id, position, first_sequence }) => ({
      id,
      sequence:
        first_sequence === null ? -1 : Number(first_sequence) + position,
    }))
    .sort((one, other) => one.sequence - other.sequence);
}

/** The stored counts over all streams, and the counts of the stored events themselves, to be compared. */
export async function storedAndRecountedRollups(
  knex: Knex,
): Promise<{ stored: object; recounted: object }> {
  const dialect = dialectOf(knex);
  const time = <TRow extends { hour: StoredTime }>(row: TRow) => ({
    ...row,
    hour: dialect.readTime(row.hour),
  });
  const kinds = await knex<RollupRow>(TABLES.rollups).select();
  const actors = await knex<ActorRollupRow>(TABLES.actorRollups).select();
  const events = await knex<EventRow>(TABLES.events).select();
  const recounted = rollupsOf(
    events.map(row => ({
      ...row,
      occurred_at: dialect.readTime(row.occurred_at),
    })),
  );
  return {
    stored: summed([...kinds.map(time), ...actors.map(time)]),
    recounted: summed([...recounted.kinds, ...recounted.actors]),
  };
}

function summed(
  rows: readonly (Partial<Omit<RollupRow & ActorRollupRow, 'hour'>> & {
    readonly hour: number;
  })[],
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const row of rows) {
    const { hour, plugin, action, severity, outcome, actor, events } = row;
    const key = [hour, plugin, action, severity, outcome, actor].join(' ');
    sums[key] = (sums[key] ?? 0) + Number(events);
  }
  return sums;
}
