// SPDX-License-Identifier: Apache-2.0
import {
  leafHash,
  rootOfLeaves,
  type Seal,
} from 'backstage-plugin-audit-log-verify';
import type { Knex } from 'knex';
import { dialectOf } from '../../database/dialect';
import { sealedEventFromRow } from '../../database/eventFromRow';
import { TABLES } from '../../database/tables';

/** All events in their order with their seals, as they are stored. */
export async function storedEvents(knex: Knex) {
  const rows = await knex(TABLES.events)
    .join(TABLES.batches, {
      [`${TABLES.batches}.stream`]: `${TABLES.events}.stream`,
      [`${TABLES.batches}.batch`]: `${TABLES.events}.batch`,
    })
    .select(`${TABLES.events}.*`, 'first_sequence');
  return rows
    .map(row => sealedEventFromRow(row, dialectOf(knex)))
    .sort((one, other) => one.event.sequence! - other.event.sequence!);
}

/** The root of the tree over the stored events, made by nothing but them. */
export async function recomputedRoot(knex: Knex): Promise<Buffer> {
  const events = await storedEvents(knex);
  return rootOfLeaves(
    events.map(({ event, seal }) => leafHash(event, seal as Seal)),
  );
}
