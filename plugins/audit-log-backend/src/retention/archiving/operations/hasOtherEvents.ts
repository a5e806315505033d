// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { TABLES, type StoredInteger } from '../../../database/tables';
import type { SequenceRanges } from '../../files/ArchiveFile';
import type { Partition } from './partitions';

/**
 * Whether a partition of PostgreSQL has an event that is not one of those with the given sequences. What has no place in the order
 * yet, or is of no batch that there is, is another one. Looks at every event of the partition, never only at how many there are: as
 * many can be there as were, and be others. For a million it takes half a second, a second where each came in a batch of its own.
 */
export async function hasOtherEvents(
  knex: Knex,
  { events, from, to }: Pick<Partition, 'events' | 'from' | 'to'>,
  sequences: SequenceRanges,
): Promise<boolean> {
  const given = `{${sequences.map(([low, high]) => `[${low},${high})`)}}`;
  // The times only narrow which batches are joined: an event whose batch is not among them is another one. And all are counted, since
  // the planner expects to find one at once, and then looks for the batch of each event by itself, which takes three times as long.
  const { rows }: { rows: { others: StoredInteger }[] } = await knex.raw(
    `SELECT count(*) AS others FROM ${events} e
     LEFT JOIN ${TABLES.batches} b ON b.stream = e.stream AND b.batch = e.batch
       AND b.first_recorded_at < :to AND b.last_recorded_at >= :from
     WHERE (CAST(:given AS int8multirange) @> b.first_sequence + e.position) IS NOT TRUE`,
    { from: new Date(from), to: new Date(to), given },
  );
  return Number(rows[0].others) > 0;
}
