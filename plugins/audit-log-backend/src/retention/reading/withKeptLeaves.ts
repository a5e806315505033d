// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import type { SequencedEvent } from '../../query/SequencedReader';
import { readLeafRanges } from '../../sealing/operations/readLeafRanges';

/** The events with the leaves that the ledger keeps of them, which stay in the database when events leave it. */
export async function withKeptLeaves(
  knex: Knex,
  events: readonly SequencedEvent[],
): Promise<readonly SequencedEvent[]> {
  const without = events.filter(({ leaf }) => !leaf);
  if (without.length === 0) {
    return events;
  }
  const place = (index: number) => ({ level: 0, index, count: 1 });
  const leaves = await readLeafRanges(
    knex,
    without.map(({ sequence }) => place(sequence)),
  );
  return events.map(event =>
    event.leaf ? event : { ...event, leaf: leaves(place(event.sequence)) },
  );
}
