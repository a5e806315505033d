// SPDX-License-Identifier: Apache-2.0
import type { Knex } from 'knex';
import { SEALING_TABLES, type ErasureRow } from '../sealingTables';
import type { StoredTime } from '../tables';

/** none: since a time nothing was erased; running: something is being erased now; ended: something was, after that time. */
export type ErasedSince = 'none' | 'running' | 'ended';

/**
 * Whether something of the live table was erased since a time, on the database's clock. What an erasure still does to files of the
 * archive once it is done with the live table is no matter here.
 */
export async function erasedSince(
  knex: Knex,
  since: StoredTime,
): Promise<ErasedSince> {
  const found = await knex<ErasureRow>(SEALING_TABLES.erasures)
    .where(either =>
      either.whereNull('live_ended_at').orWhere('live_ended_at', '>=', since),
    )
    // One that is under way comes first.
    .orderByRaw('CASE WHEN live_ended_at IS NULL THEN 0 ELSE 1 END')
    .first('live_ended_at');
  if (!found) {
    return 'none';
  }
  return found.live_ended_at === null ? 'running' : 'ended';
}
