// SPDX-License-Identifier: Apache-2.0
import type { QuarantineReason } from 'backstage-plugin-audit-log-common';
import type { Knex } from 'knex';
import type { Dialect } from '../../../database/dialect';
import {
  INGESTION_TABLES,
  type QuarantineRow,
} from '../../../database/ingestionTables';
import { storedKey } from '../../../database/storedText';

/** Beyond this it makes no difference to anybody how many there are. */
const MOST_COUNTED = 10_000;

export interface QuarantineSearch {
  readonly emitter?: string;
  readonly source?: string;
  readonly reason?: QuarantineReason;
}

export interface QuarantinePosition {
  /** Epoch milliseconds. */
  readonly time: number;
  readonly id: string;
}

/** The latest first, those after a position. */
export function listQuarantined(
  knex: Knex,
  dialect: Dialect,
  search: QuarantineSearch,
  limit: number,
  position?: QuarantinePosition,
): Promise<QuarantineRow[]> {
  const query = knex<QuarantineRow>(INGESTION_TABLES.quarantine)
    .orderBy([
      { column: 'received_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit);
  if (position) {
    query.whereRaw('(received_at, id) < (?, ?)', [
      dialect.writeTime(position.time),
      position.id,
    ]);
  }
  return narrow(query, search);
}

/** How many there are, of many no more than that. */
export async function countQuarantined(
  knex: Knex,
  search: QuarantineSearch,
): Promise<number> {
  const some = narrow(knex(INGESTION_TABLES.quarantine), search)
    .select('id')
    .limit(MOST_COUNTED);
  const [{ count }] = await knex.from(some.as('some')).count({ count: '*' });
  return Number(count);
}

function narrow<Q extends Knex.QueryBuilder>(
  query: Q,
  { emitter, source, reason }: QuarantineSearch,
): Q {
  if (emitter !== undefined) {
    query.where({ emitter });
  }
  if (source !== undefined) {
    query.where({ source: storedKey(source) });
  }
  if (reason !== undefined) {
    query.where({ reason });
  }
  return query;
}
